"""The notebook of a centre: what it tries, and what other centres have tried."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.models import Centre
from core.actors import MANAGERS
from core.errors import DomainError
from core.guards import staff_required
from core.headers import private
from core.http import Request, posted
from core.policies import may
from evaluation import charts, notebook_figures
from evaluation import notebook_presenters as presenters
from evaluation.forms.notebook import MAY_DROP, NEXT, STEPS, DropForm, MendForm, PlanForm, ShareForm, StepForm
from evaluation.models import NOTEBOOK_READERS, Trial
from evaluation.services import notebook

PER_PAGE = 20
form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private
@staff_required(*NOTEBOOK_READERS)
def trials(request: Request) -> HttpResponse:
    """What is under way, each with its next step; then what came to an end."""
    centre = Centre.where(request.actor)
    here = Trial.visible_to(request.actor).at(centre.pk).select_related("centre")
    today = notebook.today_at(centre)
    page = Paginator(here.over(), PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "open": [presenters.open_line(trial, today) for trial in here.open()],
        "over": [presenters.over_line(trial) for trial in page],
        "page": page,
        "may_write": may(request.actor, "evaluation.keep_notebook", centre),
    }
    return render(request, "evaluation/notebook/list.html", shown)


@require_safe
@private
@staff_required(*NOTEBOOK_READERS)
def shared(request: Request) -> HttpResponse:
    """What other centres tell of theirs."""
    rows = Trial.visible_to(request.actor).of_others(request.actor.centre_id).select_related("centre")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = {"lines": [presenters.shared_line(trial) for trial in page], "page": page}
    return render(request, "evaluation/notebook/shared.html", shown)


@form_view
@private
@staff_required(*MANAGERS)
def new(request: Request) -> HttpResponse:
    centre = Centre.where(request.actor)
    form = PlanForm(posted(request), groups=PlanForm.groups_for(request.actor), initial=PlanForm.blank(centre))
    if form.is_valid():
        try:
            made = notebook.plan(centre, **form.cleaned_data, by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("It is in the notebook."))
            return redirect("desk_notebook:trial", made.public_id)
    return render(request, "evaluation/notebook/new.html", {"form": form})


@require_safe
@private
@staff_required(*NOTEBOOK_READERS)
def trial(request: Request, public_id: UUID) -> HttpResponse:
    """One's own with the form of its next step; of another centre's its words."""
    found = _seen(request, public_id)
    if found.centre_id == request.actor.centre_id:
        return _page(request, found)
    shown = {"words": presenters.shared_words(found), "trial": found, "may_take_up": request.actor.has(*MANAGERS)}
    return render(request, "evaluation/notebook/of_others.html", shown)


@form_view
@private
@staff_required(*MANAGERS)
def step(request: Request, public_id: UUID) -> HttpResponse:
    """The form that was sent, whatever step is the next by now. Whoever loads an answer with errors again starts
    over."""
    found = _own(request, public_id)
    kind = STEPS.get(request.POST.get("step", "")) or NEXT.get(found.state)
    if request.method != "POST" or kind is None:
        return redirect("desk_notebook:trial", found.public_id)
    form = kind.of(found, request.POST)
    if form.is_valid():
        try:
            form.take(found, by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk_notebook:trial", found.public_id)
    return _page(request, _own(request, public_id), wrong=form)


def _page(request: Request, found: Trial, *, wrong: StepForm | None = None) -> HttpResponse:
    """`wrong`: the form that was refused; it keeps what was typed, also where somebody else was faster."""
    shown: dict[str, Any] = {
        "trial": found,
        "lang": presenters.lang(found),
        "colour": presenters.colour(found),
        "rows": presenters.plan_rows(found, by=request.actor),
        "figure": notebook_figures.watched(found),
        "may_write": may(request.actor, "evaluation.keep_notebook", found),
        "wrong": wrong,
    }
    if shown["may_write"]:
        kind = NEXT.get(found.state)
        shown["form"] = kind.of(found) if kind else None
        shown["drop_form"] = DropForm() if found.state in MAY_DROP else None
        if wrong is not None:
            shown["drop_form" if isinstance(wrong, DropForm) else "form"] = wrong
    return render(request, "evaluation/notebook/trial.html", shown)


@require_safe
@private
@staff_required(*NOTEBOOK_READERS)
def chart(request: Request, public_id: UUID) -> HttpResponse:
    """Of one's own centre alone: another's numbers are nobody's here, whatever it shares."""
    figure = notebook_figures.watched(_own(request, public_id))
    if figure is None:
        raise Http404
    return HttpResponse(charts.bars(figure.drawn), content_type="image/svg+xml")


@form_view
@private
@staff_required(*MANAGERS)
def change(request: Request, public_id: UUID) -> HttpResponse:
    """Whose other words were shared is led to share the new ones, or not. Who comes second reads what stands there."""
    found = _own(request, public_id)
    groups = PlanForm.groups_for(request.actor, chosen=found.activity_id)
    form = MendForm(posted(request), trial=found, groups=groups)
    shown: dict[str, Any] = {"form": form, "trial": found}
    if form.is_valid():
        try:
            mended = notebook.change(found, **form.cleaned_data, by=request.actor)
        except DomainError as error:
            form.refuse(error)
            if error.code == "moved":
                shown["trial"] = now = _own(request, public_id)
                shown["stands"] = presenters.as_it_stands(now, by=request.actor)
                form.read_again(now)
        else:
            return _mended(request, mended, was_shared=found.is_shared)
    return render(request, "evaluation/notebook/change.html", shown)


def _mended(request: Request, trial: Trial, *, was_shared: bool) -> HttpResponse:
    if was_shared and not trial.is_shared:
        words = _("Saved, and no other centre reads this page now. Read it once more before you share it again.")
        messages.success(request, words)
        return redirect("desk_notebook:share", trial.public_id)
    messages.success(request, _("Saved."))
    return redirect("desk_notebook:trial", trial.public_id)


@form_view
@private
@staff_required(*MANAGERS)
def share(request: Request, public_id: UUID) -> HttpResponse:
    """First as others will read it. Where that has changed meanwhile, it is read and ticked once more."""
    found = _own(request, public_id)
    form = ShareForm(posted(request), initial={"edition": notebook.edition_of(found)})
    if form.is_valid():
        try:
            notebook.share(found, edition=form.cleaned_data["edition"], by=request.actor)
        except DomainError as error:
            form.refuse(error)
            found = _own(request, public_id)
        else:
            messages.success(request, _("Other centres can read it now. You can take it back at any time."))
            return redirect("desk_notebook:trial", found.public_id)
    if form.is_bound:
        form.read_again(found, "is_read")
    shown = {"form": form, "trial": found, "words": presenters.shared_words(found)}
    return render(request, "evaluation/notebook/share.html", shown)


@require_POST
@private
@staff_required(*MANAGERS)
def withdraw(request: Request, public_id: UUID) -> HttpResponse:
    found = notebook.withdraw(_own(request, public_id), by=request.actor)
    messages.success(request, _("Nobody elsewhere reads it any more."))
    return redirect("desk_notebook:trial", found.public_id)


@require_POST
@private
@staff_required(*MANAGERS)
def take_up(request: Request, public_id: UUID) -> HttpResponse:
    made = notebook.take_up(_seen(request, public_id), centre=Centre.where(request.actor), by=request.actor)
    messages.success(request, _("It is in your notebook, as a plan. Make it fit your centre."))
    return redirect("desk_notebook:change", made.public_id)


def _seen(request: Request, public_id: UUID) -> Trial:
    return _among(Trial.visible_to(request.actor), public_id)


def _own(request: Request, public_id: UUID) -> Trial:
    return _among(Trial.visible_to(request.actor).at(request.actor.centre_id), public_id)


def _among(rows: Any, public_id: UUID) -> Trial:
    whole = rows.select_related("centre", "activity", "came_from__centre", "made_by", "shared_by")
    found: Trial = get_object_or_404(whole, public_id=public_id)
    return found
