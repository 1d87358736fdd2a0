"""The steps of a plan. Making one does the thing, through the one door of the room that owns it, or nothing at all."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from activities.models import Activity, Session
from activities.services import invite_calls
from centres.models import Resource
from champions.services import invitations
from champions.services.invitations import Asking
from core import clock
from core.actors import Actor
from core.errors import DomainError
from matches.models import Source
from matches.services import requests
from prescriptions import states
from prescriptions.models import Case, Doer, Goal, Step, StepKind, StepState
from prescriptions.services import taking_part
from prescriptions.services.plans import hold_open


@dataclass(frozen=True)
class Plan:
    """What is written down of a step of any kind."""

    goal: Goal | None = None
    words: str = ""
    due_on: date | None = None


@transaction.atomic
def join_date(
    case: Case,
    *,
    session: Session,
    plan: Plan,
    by: Actor,
    request_key: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Step:
    """A place at one date, or on its waiting list. Raises as `taking_part.book` does."""
    hold_open(case, by=by)
    now = now or clock.now()
    booking = taking_part.book(case.prescription, session=session, by=by, request_key=request_key, now=now)
    link = taking_part.link(case.prescription, activity=session.activity, by=by, now=now)
    return _make(case, StepKind.DATE, plan, Doer.CLIENT, by=by, now=now, taking_part=link, booking=booking)


@transaction.atomic
def join_group(
    case: Case,
    *,
    activity: Activity,
    plan: Plan,
    by: Actor,
    request_key: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Step:
    """A standing place, or a course as a whole; its waiting list where it is full.

    Raises as `taking_part.enrol` does.
    """
    hold_open(case, by=by)
    now = now or clock.now()
    taking_part.enrol(case.prescription, activity=activity, by=by, request_key=request_key, now=now)
    link = taking_part.link(case.prescription, activity=activity, by=by, now=now)
    return _make(case, StepKind.GROUP, plan, Doer.CLIENT, by=by, now=now, taking_part=link)


@transaction.atomic
def name_resource(
    case: Case, *, resource: Resource, plan: Plan, doer: Doer = Doer.CLIENT, by: Actor, now: datetime | None = None
) -> Step:
    """Something outside the centre: nobody but the two of them sends for it, so it is planned and no more."""
    hold_open(case, by=by)
    if not Resource.visible_to(by).there().filter(pk=resource.pk).exists():
        raise DomainError("resource_not_there")
    return _make(case, StepKind.RESOURCE, plan, doer, by=by, now=now, is_begun=False, resource=resource)


@transaction.atomic
def ask_for_company(case: Case, *, plan: Plan, by: Actor, now: datetime | None = None, **answers: Any) -> Step:
    """Put them on the list of those who would like company. Raises as `matches.services.requests.receive` does."""
    hold_open(case, by=by)
    wish = requests.receive(
        person=case.person, centre=case.centre, source=Source.PRESCRIPTION, by=by, now=now, **answers
    )
    return _make(case, StepKind.COMPANY, plan, Doer.LINK_WORKER, by=by, now=now, match_request=wish)


@transaction.atomic
def ask_to_be_champion(case: Case, *, asking: Asking, plan: Plan, by: Actor, now: datetime | None = None) -> Step:
    """Ask them to be a Health Champion. Raises as `champions.services.invitations.ask` does."""
    hold_open(case, by=by)
    made = invitations.ask(person=case.person, centre=case.centre, asking=asking, by=by)
    return _make(case, StepKind.CHAMPION, plan, Doer.CLIENT, by=by, now=now, invitation=made)


@transaction.atomic
def ask_to_call(case: Case, *, activity: Activity, plan: Plan, by: Actor, now: datetime, **order: Any) -> Step:
    """A champion phones them and invites them; a yes is a place, which belongs to the prescription.

    Raises as `invite_calls.ask` does, first of all where the client has not agreed to such calls.
    """
    hold_open(case, by=by)
    call = invite_calls.ask(person=case.person, activity=activity, by=by, now=now, **order)
    link = taking_part.link(case.prescription, activity=activity, by=by, now=now)
    return _make(case, StepKind.CALL, plan, Doer.CHAMPION, by=by, now=now, call=call, taking_part=link)


@transaction.atomic
def ask_to_meet(case: Case, *, plan: Plan, by: Actor, now: datetime | None = None, **order: Any) -> Step:
    """A champion meets them at the door of a date. Raises as `invite_calls.accompany` does."""
    hold_open(case, by=by)
    call = invite_calls.accompany(by=by, now=now, **order)
    return _make(case, StepKind.DOOR, plan, Doer.CHAMPION, by=by, now=now, call=call, booking=call.booking)


@transaction.atomic
def write(case: Case, *, plan: Plan, doer: Doer, by: Actor, now: datetime | None = None) -> Step:
    """Something else, in words. Raises `Forbidden`, `DomainError`: `step_needs_words`, `plan_of_closed`."""
    hold_open(case, by=by)
    if not plan.words.strip():
        raise DomainError("step_needs_words")
    return _make(case, StepKind.OTHER, plan, doer, by=by, now=now, is_begun=False)


def move(step: Step, name: str, *, by: Actor) -> Step:
    """Under way, done, dropped, or taken up again: the plan alone, never the place or the question behind it.

    Raises `Forbidden`, `Moved`, `DomainError("plan_of_closed")`.
    """
    hold_open(step.case, by=by)
    return states.steps.move(step, name, by=by)


def _make(
    case: Case,
    kind: StepKind,
    plan: Plan,
    doer: Doer,
    *,
    by: Actor,
    now: datetime | None = None,
    is_begun: bool = True,
    **things: Any,
) -> Step:
    if plan.goal is not None and plan.goal.case_id != case.pk:
        raise DomainError("goal_of_another")
    step = Step(
        case=case,
        goal=plan.goal,
        kind=kind,
        words=plan.words.strip(),
        doer=doer,
        due_on=plan.due_on,
        made_at=now or clock.now(),
        **things,
    )
    return states.steps.begin(step, StepState.UNDER_WAY if is_begun else StepState.PLANNED, "plan", by=by)
