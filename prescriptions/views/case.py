"""The work with one client: what was prescribed, how to reach them, what is next, and each move."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit, clock
from core.errors import DomainError
from core.forms import Form
from core.headers import private
from core.http import Request, posted
from people import presenters
from people.guards import staff_required
from people.models import ContactPoint
from people.services import consents, numbers, staff
from prescriptions import case_presenters, sections
from prescriptions.forms.casework import (
    CloseForm,
    HandOverForm,
    ReopenForm,
    StepForm,
    TransferForm,
    TryForm,
    refuse,
)
from prescriptions.models import WALKERS, Case, ContactAttempt, Reach
from prescriptions.services import attempts, casework, transfers
from prescriptions.services.histories import steps_of

form_view = require_http_methods(["GET", "HEAD", "POST"])
Do = Callable[..., Any]


@require_safe
@private
@staff_required(*WALKERS)
def show(request: Request, public_id: UUID) -> HttpResponse:
    """Everything that the next call needs."""
    case = here(request, public_id)
    audit.record("case.viewed", by=request.actor, subject=case, person_id=case.person_id)
    tries = list(ContactAttempt.visible_to(request.actor).filter(case=case))
    steps = steps_of(case)
    [line] = case_presenters.lines([case], case.centre, casework.local_day(case, clock.now()))
    is_stopped = line.is_taken_back or line.is_revoked
    is_open_to_calls = not is_stopped and case.prescription.reach != Reach.NOBODY
    workers = staff.names({one.by_user_id for one in tries if one.by_user_id})
    shown = {
        "case": case,
        "prescription": case.prescription,
        "person": case.person,
        "line": line,
        "is_stopped": is_stopped,
        "may_move": case.state in casework.MOVES,
        "is_not_to_be_contacted": case.prescription.reach == Reach.NOBODY,
        "facts": case_presenters.facts(case),
        "risks": case_presenters.risks(case.prescription),
        "reached": case_presenters.reached(case),
        "points": _points(request, case) if is_open_to_calls else [],
        "is_open_to_calls": is_open_to_calls,
        "agreed": case_presenters.agreed(consents.standing(case.person)),
        "ended": case_presenters.ended(case),
        "tries": attempts.counted(case.centre, tries),
        "try_form": TryForm(auto_id="try_%s"),
        "step_form": StepForm.of(case, auto_id="step_%s"),
        "revoked_because": _why_revoked(case, steps),
        "history": case_presenters.history(case, steps, tries, workers),
        "sections": [section for section in sections.case if section.is_shown(request)],
    }
    return render(request, "prescriptions/desk/case.html", shown)


def _points(request: Request, case: Case) -> list[ContactPoint]:
    points = list(ContactPoint.visible_to(request.actor).filter(person=case.person_id))
    return presenters.with_notes(points, numbers.since(point.value for point in points))


def _why_revoked(case: Case, steps: list[Any]) -> str:
    if not case.prescription.is_revoked:
        return ""
    return next((step.note for step in reversed(steps) if step.name == "revoke"), "")


@require_POST
@private
@staff_required(*WALKERS)
def take(request: Request, public_id: UUID) -> HttpResponse:
    return _do(request, here(request, public_id), casework.take, _("You walk with them from now on."))


@require_POST
@private
@staff_required(*WALKERS)
def give_back(request: Request, public_id: UUID) -> HttpResponse:
    return _do(request, here(request, public_id), casework.give_back, _("It is new again, for whoever takes it."))


def _do(request: Request, case: Case, do: Do, done: str) -> HttpResponse:
    try:
        do(case, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, done)
    return redirect("desk_cases:case", case.prescription.public_id)


@form_view
@private
@staff_required(*WALKERS)
def note_try(request: Request, public_id: UUID) -> HttpResponse:
    """A call, a letter, a word in the hall: what came of it."""
    case = here(request, public_id)
    return _write(request, case, TryForm(posted(request)), attempts.note, gettext_lazy("A try to reach them"))


@form_view
@private
@staff_required(*WALKERS)
def step(request: Request, public_id: UUID) -> HttpResponse:
    """Where it stands, and what is next."""
    case = here(request, public_id)
    form = StepForm.of(case, posted(request))
    return _write(request, case, form, casework.plan, gettext_lazy("What comes next"))


@form_view
@private
@staff_required(*WALKERS)
def close(request: Request, public_id: UUID) -> HttpResponse:
    case = here(request, public_id)
    return _write(request, case, CloseForm(posted(request)), casework.close, gettext_lazy("How it ended"))


@form_view
@private
@staff_required(*WALKERS)
def reopen(request: Request, public_id: UUID) -> HttpResponse:
    case = here(request, public_id)
    return _write(request, case, ReopenForm(posted(request)), casework.reopen, gettext_lazy("It goes on after all"))


@form_view
@private
@staff_required(*WALKERS)
def hand_over(request: Request, public_id: UUID) -> HttpResponse:
    """To a colleague of the centre."""
    case = here(request, public_id)
    workers = [user for user in staff.at_centre(case.centre_id, *WALKERS) if user.pk != case.owner_id]
    by_pk = {user.pk: user for user in workers}

    def to_colleague(case: Case, *, to: int, **more: Any) -> Case:
        return casework.hand_over(case, to=by_pk[to], **more)

    form = HandOverForm(posted(request), workers=workers)
    return _write(request, case, form, to_colleague, gettext_lazy("Hand over to a colleague"))


@form_view
@private
@staff_required(*WALKERS)
def transfer(request: Request, public_id: UUID) -> HttpResponse:
    """To another centre, where the client wants it."""
    case = here(request, public_id)
    form = TransferForm(posted(request), here=case.centre_id)
    return _write(request, case, form, transfers.transfer, gettext_lazy("Go on at another centre"))


def _write(request: Request, case: Case, form: Form, do: Do, title: Promise) -> HttpResponse:
    """One form about a case; the form's answers are the service's arguments. The page is a look as well."""
    if form.is_valid():
        try:
            do(case, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk_cases:case", case.prescription.public_id)
    audit.record("case.viewed", by=request.actor, subject=case, person_id=case.person_id, page="form")
    return render(request, "prescriptions/desk/case_form.html", {"case": case, "form": form, "heading": title})


def here(request: Request, public_id: UUID) -> Case:
    """A case of the centre where the actor works; 404 for any other."""
    rows = Case.visible_to(request.actor).with_all()
    more = rows.select_related("prescription__activity", "prescription__session", "prescription__resource")
    found: Case = get_object_or_404(more, prescription__public_id=public_id)
    return found
