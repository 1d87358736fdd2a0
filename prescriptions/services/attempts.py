"""Trying to reach a client, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from django.db import transaction

from centres.models import Centre
from centres.services import closures, working_days
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from prescriptions import states
from prescriptions.models import Case, CaseState, ContactAttempt, Means, Reach, Result
from prescriptions.services import agreement, follow_ups

LEAST_WAYS_OR_DAYS = 2  # of the tries in vain: four calls within an hour are one try
SPOKEN = frozenset({Result.REACHED, Result.LATER, Result.DECLINED})
TO_BE_REACHED = frozenset({CaseState.CALLING, CaseState.WAITING})
LOOKS_AHEAD = 21  # days; see `centres.services.hours`


@dataclass(frozen=True)
class Tries:
    """The tries in vain since somebody last spoke with the client."""

    count: int
    ways: int
    days: int
    needed: int
    is_number_wrong: bool

    @property
    def are_enough(self) -> bool:
        """Whether it is time to think about stopping. Nothing follows from it by itself."""
        return self.count >= self.needed and max(self.ways, self.days) >= LEAST_WAYS_OR_DAYS


def in_vain(case: Case) -> Tries:
    """One query."""
    return counted(case.centre, case.attempts.all())


def counted(centre: Centre, newest_first: Iterable[ContactAttempt]) -> Tries:
    vain = list(takewhile(lambda one: one.result not in SPOKEN, newest_first))
    return Tries(
        count=len(vain),
        ways=len({one.means for one in vain}),
        days=len({one.at.astimezone(centre.zone).date() for one in vain}),
        needed=centre.tries_before_unreached,
        is_number_wrong=any(one.result == Result.WRONG_NUMBER for one in vain),
    )


@transaction.atomic
def note(
    case: Case,
    *,
    means: Means,
    result: Result,
    by: Actor,
    words: str = "",
    minutes: int | None = None,
    step: str = "",
    on: date | None = None,
    now: datetime | None = None,
) -> ContactAttempt:
    """One try is written down. Somebody who was reached while they were to be called is walked with from then on, and
    needs a next step; who does not want it is to be closed; else the next try is on the next working day, or `on`.
    `minutes`: how much of the worker's time it took, where they say so.

    Raises `Forbidden`, `Moved`, and `DomainError`: `case_not_taken`, `agreement_taken_back`, `not_to_be_contacted`,
    `step_missing`, `step_day_missing`, `step_passed`.
    """
    require(by, "prescriptions.walk", case)
    now = now or clock.now()
    _check(case, means, on, now)
    words_of_step = step.strip()
    if result == Result.REACHED and case.state in TO_BE_REACHED:
        _check_step(words_of_step, on)
    tried = ContactAttempt(case=case, at=now, means=means, result=result, by_user_id=by.user_id)
    tried.note, tried.minutes = words.strip(), minutes
    tried.save()
    audit.record("case.tried", by=by, subject=case, person_id=case.person_id, means=means, result=result)
    if result in SPOKEN and case.contacted_at is None:
        Case.objects.filter(pk=case.pk, contacted_at=None).update(contacted_at=now)
        case.contacted_at = now
    _go_on(case, result, words_of_step, on, by=by, now=now)
    return tried


def next_working_day(centre: Centre, now: datetime) -> date:
    """One query."""
    today = now.astimezone(centre.zone).date()
    ends = date.fromordinal(today.toordinal() + LOOKS_AHEAD)
    return working_days.after(today, 1, closures.closed_days(centre, today, ends))


def _check(case: Case, means: Means, on: date | None, now: datetime) -> None:
    if case.state in (CaseState.NEW, CaseState.CLOSED):
        raise DomainError("case_not_taken")
    agreement.require(case.person_id)
    if case.prescription.reach == Reach.NOBODY and means != Means.IN_PERSON:
        raise DomainError("not_to_be_contacted")
    if on is not None and on < now.astimezone(case.centre.zone).date():
        raise DomainError("step_passed")


def _check_step(step: str, on: date | None) -> None:
    if not step:
        raise DomainError("step_missing")
    if on is None:
        raise DomainError("step_day_missing")


def _go_on(case: Case, result: Result, step: str, on: date | None, *, by: Actor, now: datetime) -> None:
    """What the result makes of the work."""
    today = now.astimezone(case.centre.zone).date()
    if result == Result.DECLINED:
        if case.state != CaseState.CLOSING:
            states.cases.move(case, "finish", by=by, state_since=now, next_step="", next_step_on=today)
        return
    if result == Result.REACHED and case.state in TO_BE_REACHED:
        states.cases.move(case, "go_on", by=by, state_since=now, next_step=step, next_step_on=on)
        return
    if result != Result.REACHED:
        _step(case, step or case.next_step, on or next_working_day(case.centre, now))
    elif case.state == CaseState.FOLLOWING:
        since = case.state_since.astimezone(case.centre.zone).date()
        _step(case, step, on or follow_ups.coming(case, since=since, after=today) or today)
    elif step or on:
        _step(case, step or case.next_step, on or case.next_step_on or today)


def _step(case: Case, words: str, day: date) -> None:
    Case.objects.filter(pk=case.pk).update(next_step=words, next_step_on=day)
    case.next_step, case.next_step_on = words, day
