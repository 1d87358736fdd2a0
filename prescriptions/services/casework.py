"""The link worker's moves, from taking somebody on to the end. Every one is a person's decision.

Whatever is open and taken has a next step with a day, so that nothing falls off. Words about the client stand in
encrypted fields of the case and never in its history.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from core import audit, clock
from core.actors import Actor
from core.errors import DomainError, Moved
from core.policies import require
from people import actors
from people.models import User
from prescriptions import states
from prescriptions.models import Case, CaseState, ClosedReason, Outcome, PrescriptionState, Reach
from prescriptions.services import agreement, attempts, follow_ups

# Where the work can stand, by the move that brings it there.
MOVES = {
    CaseState.CALLING: "call_again",
    CaseState.WAITING: "wait",
    CaseState.ACTIVE: "go_on",
    CaseState.FOLLOWING: "follow",
    CaseState.CLOSING: "finish",
}
# What is next is said by the place itself: words may stay empty there.
SPEAKS_FOR_ITSELF = frozenset({CaseState.CALLING, CaseState.FOLLOWING, CaseState.CLOSING})


@transaction.atomic
def take(case: Case, *, by: Actor, now: datetime | None = None) -> Case:
    """It is mine from now on, and to be called today. Raises `Forbidden`, `Moved`."""
    require(by, "prescriptions.walk", case)
    return _begin(case, owner_id=by.user_id, by=by, now=now or clock.now())


@transaction.atomic
def hand_over(case: Case, *, to: User, by: Actor, now: datetime | None = None) -> Case:
    """Somebody else of the centre walks on with the client; what is new is taken for them.

    Raises `Forbidden`, `Moved`, and `DomainError("cannot_walk_it")` for whoever may not see this client's work.
    """
    require(by, "prescriptions.walk", case)
    theirs = Case.visible_to(actors.for_user(to, centre_id=case.centre_id))
    if not theirs.filter(pk=case.pk).exists():
        raise DomainError("cannot_walk_it")
    if case.state == CaseState.NEW:
        return _begin(case, owner_id=to.pk, by=by, now=now or clock.now(), note=to.name)
    _keep(case, owner_id=to.pk)
    states.cases.remember(case, "hand_over", before=case.state, by=by, note=to.name)
    return case


@transaction.atomic
def give_back(case: Case, *, by: Actor, now: datetime | None = None) -> Case:
    """Nobody's again, and new to whoever takes it next; the words of the next step stay.

    Raises `Forbidden`, `Moved`.
    """
    require(by, "prescriptions.walk", case)
    now = now or clock.now()
    day = local_day(case, now)
    return states.cases.move(case, "give_back", by=by, owner_id=None, state_since=now, next_step_on=day)


@transaction.atomic
def plan(
    case: Case,
    *,
    stands: CaseState,
    by: Actor,
    step: str = "",
    on: date | None = None,
    now: datetime | None = None,
) -> Case:
    """Where the work stands now, and what is next on which day: to call, waiting for something, going on, to be
    followed up, to close.

    Without a day, a call or an end is due today, and a follow-up by the level of support.
    Raises `Forbidden`, `Moved`, and `DomainError`: `case_not_taken`, `step_missing`, `step_day_missing`,
    `step_passed`, `agreement_taken_back` for anything but an end.
    """
    require(by, "prescriptions.walk", case)
    _require_taken(case)
    if stands != CaseState.CLOSING:
        agreement.require(case.person_id)
    now = now or clock.now()
    words, day = step.strip(), on or _usual_day(case, stands, now)
    _check(case, stands, words, day, now)
    if stands == case.state:
        _keep(case, next_step=words, next_step_on=day)
        audit.record("case.planned", by=by, subject=case, person_id=case.person_id)
        return case
    return move(case, stands, by=by, now=now, next_step=words, next_step_on=day)


@transaction.atomic
def close(
    case: Case,
    *,
    reason: ClosedReason,
    by: Actor,
    outcome: str = "",
    words: str = "",
    now: datetime | None = None,
) -> Case:
    """The work ends, and so does the prescription. `words` are the client's own, about how far they came.

    "Could not be reached" is a considered answer: after as many tries as the centre has agreed on, unless the client
    comes by themselves or the number is wrong. Raises `Forbidden`, `Moved`, and `DomainError`: `outcome_missing`
    where what was agreed is done, `tries_too_few`.
    """
    require(by, "prescriptions.walk", case)
    if reason == ClosedReason.COMPLETED and not outcome:
        raise DomainError("outcome_missing")
    if reason == ClosedReason.UNREACHED:
        _require_enough_tries(case)
    now = now or clock.now()
    states.cases.move(
        case,
        "close",
        by=by,
        state_since=now,
        closed_at=now,
        closed_reason=reason,
        outcome=Outcome(outcome) if outcome else "",
        outcome_words=words.strip(),
        next_step="",
        next_step_on=None,
    )
    if case.prescription.state == PrescriptionState.ACTIVE:
        states.prescriptions.move(case.prescription, "complete", by=by)
    return case


@transaction.atomic
def reopen(case: Case, *, step: str, on: date | None, by: Actor, now: datetime | None = None) -> Case:
    """It goes on after all, with whoever takes it up again.

    Raises `Forbidden`, `Moved`, and `DomainError`: `prescription_over` for one that was revoked,
    `agreement_taken_back`, and those of a next step.
    """
    require(by, "prescriptions.walk", case)
    if case.prescription.is_revoked:
        raise DomainError("prescription_over")
    agreement.require(case.person_id)
    now = now or clock.now()
    _check(case, CaseState.ACTIVE, step.strip(), on, now)
    states.cases.move(
        case,
        "reopen",
        by=by,
        owner_id=by.user_id,
        state_since=now,
        closed_at=None,
        closed_reason="",
        outcome="",
        outcome_words="",
        next_step=step.strip(),
        next_step_on=on,
    )
    if case.prescription.state == PrescriptionState.COMPLETED:
        states.prescriptions.move(case.prescription, "reopen", by=by)
    return case


def move(case: Case, to: CaseState, *, by: Actor, now: datetime, **changes: Any) -> Case:
    """The move that brings the work there. Raises `Moved`."""
    return states.cases.move(case, MOVES[to], by=by, state_since=now, **changes)


def local_day(case: Case, now: datetime) -> date:
    """The day by the centre's clock."""
    return now.astimezone(case.centre.zone).date()


def _begin(case: Case, *, owner_id: int | None, by: Actor, now: datetime, note: str = "") -> Case:
    day = local_day(case, now)
    return states.cases.move(case, "take", by=by, note=note, owner_id=owner_id, state_since=now, next_step_on=day)


def _keep(case: Case, **changes: Any) -> None:
    """Change what is no state, while the work stands where its reader saw it. Raises `Moved`."""
    rows = Case.objects.filter(pk=case.pk, state=case.state, owner=case.owner_id)
    if not rows.update(**changes):
        raise Moved(state=Case.objects.values_list("state", flat=True).get(pk=case.pk))
    for name, value in changes.items():
        setattr(case, name, value)


def _usual_day(case: Case, stands: CaseState, now: datetime) -> date | None:
    today = local_day(case, now)
    if stands != CaseState.FOLLOWING:
        return today if stands in SPEAKS_FOR_ITSELF else None
    since = local_day(case, case.state_since) if case.state == CaseState.FOLLOWING else today
    return follow_ups.coming(case, since=since, after=today) or today


def _check(case: Case, stands: CaseState, words: str, day: date | None, now: datetime) -> None:
    if not words and stands not in SPEAKS_FOR_ITSELF:
        raise DomainError("step_missing")
    if day is None:
        raise DomainError("step_day_missing")
    if day < local_day(case, now):
        raise DomainError("step_passed")


def _require_taken(case: Case) -> None:
    if case.state not in MOVES:
        raise DomainError("case_not_taken")


def _require_enough_tries(case: Case) -> None:
    tries = attempts.in_vain(case)
    if case.prescription.reach != Reach.NOBODY and not (tries.are_enough or tries.is_number_wrong):
        raise DomainError("tries_too_few", needed=tries.needed)
