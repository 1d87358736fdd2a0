"""What may be heard of a prescription just now, by the client's newest words.

Everything that tells somebody how a prescription goes is made from a `Reading`: what is not in it is told nowhere.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, QuerySet, Subquery

from activities.models import Activity, Booking
from core import audit
from core.actors import Actor
from core.policies import require
from people.models import ChartNumber
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import (
    WALKERS,
    Case,
    CaseState,
    ClosedReason,
    Goal,
    GoalState,
    Outcome,
    Prescription,
    TakingPart,
    Told,
    Word,
)


@dataclass(frozen=True)
class Group:
    """A group that came of it, and how often they were there."""

    activity: Activity
    times: int
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True)
class Hope:
    """A goal that is settled: in the client's words, and how far they came."""

    words: str
    state: GoalState


@dataclass(frozen=True)
class Ending:
    """How the work ended. `words` only where details may be heard."""

    at: datetime
    reason: ClosedReason
    outcome: Outcome | None
    words: str


@dataclass(frozen=True)
class Reading:
    """One prescription as whoever wrote it may hear of it at this moment."""

    prescription: Prescription
    told: Told
    words: tuple[Word, ...] = ()
    groups: tuple[Group, ...] = ()
    ending: Ending | None = None
    hopes: tuple[Hope, ...] = ()

    @property
    def is_shared(self) -> bool:
        return self.told != Told.NOTHING

    @property
    def has_details(self) -> bool:
        return self.told == Told.DETAILS

    @property
    def newest(self) -> Word | None:
        return self.words[-1] if self.words else None

    @property
    def unread(self) -> int:
        return sum(word.read_at is None for word in self.words)


def read(rows: Iterable[Prescription]) -> list[Reading]:
    """In their order. As many queries for many as for one: seven at most."""
    found = list(rows)
    told = told_of([row.person_id for row in found])
    heard = [row.pk for row in found if told[row.person_id] != Told.NOTHING]
    detailed = [row.pk for row in found if told[row.person_id] == Told.DETAILS]
    words, came, cases, hopes = _words(heard), groups(detailed), _cases(heard), _hopes(detailed)
    return [
        Reading(
            row,
            told[row.person_id],
            tuple(words[row.pk]),
            tuple(came[row.pk]),
            _ending(cases.get(row.pk), is_detailed=told[row.person_id] == Told.DETAILS),
            tuple(hopes[row.pk]),
        )
        for row in found
    ]


def told_of(person_ids: Collection[int]) -> dict[int, Told]:
    """How much may be heard of each of these people. Two queries."""
    progress = consents.who_agree(person_ids, Purpose.WORD_BACK)
    details = consents.who_agree(person_ids, Purpose.WORD_BACK_DETAIL) & progress
    return {
        pk: Told.DETAILS if pk in details else Told.PROGRESS if pk in progress else Told.NOTHING for pk in person_ids
    }


def told_to(actor: Actor, rows: Iterable[Prescription]) -> dict[int, Told]:
    """How much of each prescription the desk's pages may show the actor. Two queries; none for those who walk with
    clients, who do what there is to tell."""
    found = list(rows)
    if actor.has(*WALKERS):
        return {row.pk: Told.DETAILS for row in found}
    told = told_of([row.person_id for row in found])
    return {row.pk: told[row.person_id] for row in found}


def open_one(prescription: Prescription, *, by: Actor) -> tuple[Reading, str]:
    """One that its writer opens, with the chart number; the look is recorded. Raises `Forbidden`."""
    require(by, "prescriptions.hear", prescription)
    [reading] = read([prescription])
    here = ChartNumber.objects.filter(person=prescription.person_id, centre=prescription.centre_id)
    audit.record("word.viewed", by=by, subject=prescription, person_id=prescription.person_id, told=str(reading.told))
    return reading, here.values_list("number", flat=True).first() or ""


def _words(ids: Collection[int]) -> dict[int, list[Word]]:
    found: dict[int, list[Word]] = defaultdict(list)
    for word in Word.objects.filter(prescription__in=ids).in_order():
        found[word.prescription_id].append(word)
    return found


def _hopes(ids: Collection[int]) -> dict[int, list[Hope]]:
    """Those that were reached, reached in part, or let go; nobody hears of one that is open or has lost its words."""
    found: dict[int, list[Hope]] = defaultdict(list)
    settled = Goal.objects.filter(case__prescription__in=ids).exclude(state=GoalState.OPEN)
    for goal in settled.select_related("case").order_by("made_at", "pk"):
        if goal.words:
            found[goal.case.prescription_id].append(Hope(goal.words, GoalState(goal.state)))
    return found


def _cases(ids: Collection[int]) -> dict[int, Case]:
    closed = Case.objects.filter(prescription__in=ids, state=CaseState.CLOSED)
    return {case.prescription_id: case for case in closed}


def _ending(case: Case | None, *, is_detailed: bool) -> Ending | None:
    if case is None or case.closed_at is None:
        return None
    outcome = Outcome(case.outcome) if case.outcome else None
    return Ending(case.closed_at, ClosedReason(case.closed_reason), outcome, case.outcome_words if is_detailed else "")


def groups(ids: Collection[int]) -> dict[int, list[Group]]:
    """Those where they were at least once. One query."""
    found: dict[int, list[Group]] = defaultdict(list)
    for row in _attended(TakingPart.objects.filter(prescription__in=ids)).order_by("since", "pk"):
        if row.times:
            found[row.prescription_id].append(Group(row.activity, row.times, row.first_at, row.last_at))
    return found


def _attended(rows: QuerySet[TakingPart]) -> Any:
    """With how often, first and last."""
    there = Booking.objects.attended().filter(
        person=OuterRef("prescription__person"),
        session__activity=OuterRef("activity"),
        session__ends_at__gte=OuterRef("since"),
    )
    each = there.order_by().values("person")
    return rows.select_related("activity").annotate(
        times=Subquery(each.annotate(times=Count("pk")).values("times")),
        first_at=Subquery(each.annotate(first=Min("session__starts_at")).values("first")),
        last_at=Subquery(each.annotate(last=Max("session__starts_at")).values("last")),
    )
