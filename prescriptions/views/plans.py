"""The plan at the desk: what the client hopes for, what is done about it, and what came back by itself."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from people.guards import staff_required
from prescriptions.forms.plans import GoalForm, SettleForm, WeighForm, WordsForm
from prescriptions.models import WALKERS, Case, Goal, Happening, Step
from prescriptions.plan_sections import desk_context
from prescriptions.services import comeback, plans, steps

form_view = require_http_methods(["GET", "HEAD", "POST"])
GOAL_MOVES = ("reach", "reach_partly", "let_go", "take_up")
STEP_MOVES = ("start", "finish", "drop", "take_up")


def case_of(request: Request, public_id: UUID) -> Case:
    """The work on a prescription that the actor may see; 404 for any other."""
    rows = Case.visible_to(request.actor).select_related("prescription__person", "person", "centre")
    found: Case = get_object_or_404(rows, prescription__public_id=public_id)
    return found


def note_look(request: Request, case: Case, page: str = "plan") -> None:
    audit.record("person.viewed", by=request.actor, subject=case, person_id=case.person_id, page=page)


@require_safe
@private
@staff_required(*WALKERS)
def show(request: Request, public_id: UUID) -> HttpResponse:
    """All of it on one page."""
    case = case_of(request, public_id)
    note_look(request, case)
    return render(request, "prescriptions/plan/show.html", desk_context(request, case))


@form_view
@private
@staff_required(*WALKERS)
def goal_new(request: Request, public_id: UUID) -> HttpResponse:
    case = case_of(request, public_id)
    form = GoalForm(posted(request))
    if form.is_valid():
        try:
            plans.name(case, words=form.cleaned_data["words"], by=request.actor, **form.said)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Written down."))
            return back(case)
    return _form(request, case, form, _("A goal"))


@form_view
@private
@staff_required(*WALKERS)
def goal_weigh(request: Request, public_id: UUID, goal: UUID) -> HttpResponse:
    """Asked again, some weeks later."""
    case, found = _goal(request, public_id, goal)
    form = WeighForm(posted(request))
    if form.is_valid():
        try:
            plans.rate(found, by=request.actor, **form.said)
        except DomainError as error:
            form.refuse(error, "importance")
        else:
            messages.success(request, _("Written down."))
            return back(case)
    return _form(request, case, form, _("Ask again"), lead=found.words)


@form_view
@private
@staff_required(*WALKERS)
def goal_reword(request: Request, public_id: UUID, goal: UUID) -> HttpResponse:
    case, found = _goal(request, public_id, goal)
    form = WordsForm(posted(request), initial={"words": found.words})
    if form.is_valid():
        try:
            plans.reword(found, words=form.cleaned_data["words"], by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return back(case)
    return _form(request, case, form, _("Change the words"))


@require_POST
@private
@staff_required(*WALKERS)
def goal_move(request: Request, public_id: UUID, goal: UUID) -> HttpResponse:
    case, found = _goal(request, public_id, goal)
    return _move(request, case, GOAL_MOVES, lambda name: plans.move(found, name, by=request.actor))


@require_POST
@private
@staff_required(*WALKERS)
def step_move(request: Request, public_id: UUID, step: UUID) -> HttpResponse:
    case = case_of(request, public_id)
    found: Step = get_object_or_404(Step.visible_to(request.actor).filter(case=case), public_id=step)
    found.case = case
    return _move(request, case, STEP_MOVES, lambda name: steps.move(found, name, by=request.actor))


@require_POST
@private
@staff_required(*WALKERS)
def settle(request: Request, public_id: UUID, happening: UUID) -> HttpResponse:
    """Somebody has read it, and done what there was to do."""
    case = case_of(request, public_id)
    rows = Happening.visible_to(request.actor).filter(case=case)
    found: Happening = get_object_or_404(rows, public_id=happening)
    found.case = case
    form = SettleForm(request.POST)
    comeback.settle(found, note=form.cleaned_data["note"] if form.is_valid() else "", by=request.actor)
    messages.success(request, _("Written down."))
    return back(case)


def back(case: Case) -> HttpResponse:
    return redirect("desk_plans:show", case.prescription.public_id)


def _goal(request: Request, public_id: UUID, goal: UUID) -> tuple[Case, Goal]:
    case = case_of(request, public_id)
    found: Goal = get_object_or_404(Goal.visible_to(request.actor).filter(case=case), public_id=goal)
    found.case = case
    return case, found


def _move(request: Request, case: Case, moves: tuple[str, ...], do: Any) -> HttpResponse:
    name = request.POST.get("move", "")
    if name not in moves:
        raise Http404
    try:
        do(name)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Saved."))
    return back(case)


def _form(request: Request, case: Case, form: Any, heading: str, *, lead: str = "") -> HttpResponse:
    note_look(request, case)
    context = {"case": case, "form": form, "heading": heading, "lead": lead}
    return render(request, "prescriptions/plan/form.html", context)


def goals_of(request: Request, case: Case) -> list[Goal]:
    """Those that a new step can serve."""
    rows: list[Goal] = [goal for goal in Goal.visible_to(request.actor).filter(case=case).in_order() if goal.is_open]
    return rows
