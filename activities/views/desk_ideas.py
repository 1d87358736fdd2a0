"""The idea box at the desk: nothing appears on the site before somebody has looked at it here."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.ideas import DeclineIdeaForm, DeskIdeaForm, MergeIdeaForm
from activities.models import Idea, IdeaState
from activities.services import ideas
from core import audit
from core.actors import MANAGERS
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from people.guards import staff_required

ENDED_SHOWN = 20
form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private
@staff_required(*MANAGERS)
def idea_list(request: Request) -> HttpResponse:
    """What is new, what gathers people, and what became of the last ones."""
    here = Idea.visible_to(request.actor).at(request.actor.centre_id)
    ended = here.exclude(state=IdeaState.NEW).exclude(pk__in=here.gathering().values("pk"))
    shown = {
        "new": list(here.new().with_coming()),
        "gathering": list(here.gathering().most_wanted()),
        "ended": list(ended.with_coming().order_by("-suggested_at", "-pk")[:ENDED_SHOWN]),
    }
    return render(request, "activities/ideas/desk_list.html", shown)


@form_view
@private
@staff_required(*MANAGERS)
def idea(request: Request, pk: int) -> HttpResponse:
    """One idea: mend its words; put it on the site where it is new."""
    found = _found(request, pk)
    form = DeskIdeaForm.of(found, posted(request))
    if form.is_valid():
        try:
            ideas.edit(found, by=request.actor, **form.cleaned_data)
            if "show" in request.POST:
                ideas.show(found, by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("It is on the site.") if "show" in request.POST else _("Saved."))
            return redirect("desk_ideas:list")
    return _page(request, found, form=form)


@require_POST
@private
@staff_required(*MANAGERS)
def decline(request: Request, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = DeclineIdeaForm(request.POST)

    def deed() -> None:
        ideas.decline(found, reply=form.cleaned_data["reply"], by=request.actor)

    return _do(request, found, form, deed, _("Whoever suggested it is told, if we know how."), name="no_form")


@require_POST
@private
@staff_required(*MANAGERS)
def merge(request: Request, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = MergeIdeaForm(request.POST, others=ideas.others(found))

    def deed() -> None:
        ideas.merge(found, into=form.chosen, by=request.actor)

    return _do(request, found, form, deed, _("They are one idea now."), name="merge_form")


def _do(request: Request, found: Idea, form: Any, deed: Callable[[], None], words: str, *, name: str) -> HttpResponse:
    if not form.is_valid():
        return _page(request, found, **{name: form, "wrong": form})
    try:
        deed()
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, words)
    return redirect("desk_ideas:list")


def _page(request: Request, found: Idea, **forms: Any) -> HttpResponse:
    if found.person_id:
        audit.record("person.listed", by=request.actor, subject=found, person_id=found.person_id)
    is_undecided = found.state in {IdeaState.NEW, IdeaState.OPEN}
    shown = {
        "idea": found,
        "form": DeskIdeaForm.of(found),
        "no_form": DeclineIdeaForm(),
        "merge_form": MergeIdeaForm(others=ideas.others(found)) if is_undecided else None,
        "is_undecided": is_undecided,
        **forms,
    }
    return render(request, "activities/ideas/desk_idea.html", shown)


def _found(request: Request, pk: int) -> Idea:
    here = Idea.visible_to(request.actor).at(request.actor.centre_id).with_coming()
    found: Idea = get_object_or_404(here.select_related("person", "centre", "activity", "merged_into"), pk=pk)
    return found
