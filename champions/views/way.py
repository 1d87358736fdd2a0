"""Steps along a champion's way, taken on their file: each by somebody, with why."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from champions.forms.way import DeclineForm, LeaveForm, PlanForm, StepForm
from champions.models import Champion
from champions.services import standing
from champions.states import BY_BUTTON, machine
from champions.views.file import here
from core import audit, words
from core.actors import MANAGERS
from core.errors import DomainError
from core.http import Request, posted
from people.guards import staff_required

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
@staff_required(*MANAGERS)
def step(request: Request, pk: int) -> HttpResponse:
    """The button says which step; the note why."""
    champion, name, form = here(request, pk), request.POST.get("step", ""), StepForm(request.POST)
    if name not in BY_BUTTON:
        raise Http404
    if not form.is_valid():
        messages.error(request, _("The note is too long: 500 letters at most."))
        return redirect("champions:file", pk)
    try:
        standing.go_on(champion, name, note=form.cleaned_data["note"], by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Written down."))
    return redirect("champions:file", pk)


@form_view
@staff_required(*MANAGERS)
def plan(request: Request, pk: int) -> HttpResponse:
    """The next step, its day, and who sees to it."""
    champion = here(request, pk)
    form = PlanForm.of(champion, posted(request))
    if form.is_valid():
        try:
            standing.plan(champion, **form.cleaned_data, by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("champions:file", pk)
    return _page(request, "champions/way/plan.html", champion, form=form)


@form_view
@staff_required(*MANAGERS)
def leave(request: Request, pk: int) -> HttpResponse:
    """Why, and goodbye."""
    champion = here(request, pk)
    form = LeaveForm(posted(request))
    if form.is_valid():
        try:
            standing.go_on(champion, "leave", note=form.cleaned_data["note"], by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Written down."))
            return redirect("champions:file", pk)
    return _page(request, "champions/way/leave.html", champion, form=form)


@form_view
@staff_required(*MANAGERS)
def decline(request: Request, pk: int) -> HttpResponse:
    """Not for now: the message can be read beforehand, in the language of whoever gets it."""
    champion = here(request, pk)
    if not machine.can(champion, "decline"):
        messages.error(request, DomainError("moved").words)
        return redirect("champions:file", pk)
    form = DeclineForm(posted(request))
    if form.is_valid():
        said = form.cleaned_data
        try:
            standing.decline(champion, note=said["note"], tell=said["tell"], by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Written down."))
            return redirect("champions:file", pk)
    return _page(request, "champions/way/decline.html", champion, form=form, message=_kind_words(champion))


def _kind_words(champion: Champion) -> str:
    told = {"champion": champion, "centre": champion.centre, "person": champion.person}
    return words.render("notifications/champion-declined/text", champion.person.language, told)


def _page(request: Request, template: str, champion: Champion, **shown: object) -> HttpResponse:
    audit.record("person.viewed", by=request.actor, subject=champion, person_id=champion.person_id, page="form")
    return render(request, template, {"champion": champion, **shown})
