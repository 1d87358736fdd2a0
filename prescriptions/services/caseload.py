"""The caseload: whose work stands where, what is due, and what nobody may overlook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, overload

from django.db.models import Count, Q

from centres.models import Centre
from core.actors import Actor, Role
from people.services import search
from prescriptions.models import OPEN_CASES, Case, CaseState, Urgency
from prescriptions.models.case import CaseQuerySet

MINE, ALL, NOBODY = "mine", "all", "nobody"
DUE = "due"  # beside the states: whatever is due in any of them
INTERPRETED = "interpreter"
LOOKED_AT = 100  # people whom a search looks at


@dataclass(frozen=True)
class Wanted:
    """Which part of the caseload somebody looks at."""

    whose: str = MINE
    stands: str = DUE
    owner: int | None = None
    need: str = ""
    language: str = ""
    level: str = ""


@dataclass(frozen=True)
class Counted:
    """How many there are in one place, and how many of them have a next step."""

    all: int = 0
    dated: int = 0

    @property
    def stepless(self) -> int:
        return self.all - self.dated


class InTurn(Sequence[Case]):
    """What has no next step, then all the rest by day: two queries that each follow the index, for a paginator."""

    def __init__(self, found: CaseQuerySet, counted: Counted) -> None:
        self.stepless = found.filter(next_step_on=None).order_by("opened_at", "pk")
        self.dated = found.by_day()
        self.counted = counted

    def __len__(self) -> int:
        return self.counted.all

    @overload
    def __getitem__(self, at: int) -> Case: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Case]: ...
    def __getitem__(self, at: int | slice) -> Case | Sequence[Case]:
        if isinstance(at, int):
            return self[at : at + 1][0]
        first, last, before = at.start or 0, len(self) if at.stop is None else at.stop, self.counted.stepless
        rows: list[Case] = list(self.stepless[first : min(last, before)]) if first < before else []
        if last > before:
            rows += self.dated[max(first - before, 0) : last - before]
        return rows


def matching(actor: Actor, wanted: Wanted) -> CaseQuerySet:
    """The open work that fits, wherever it stands."""
    found: CaseQuerySet = Case.visible_to(actor).open()
    if wanted.whose == MINE:
        found = found.of_worker(actor.user_id)
    elif wanted.whose == NOBODY:
        found = found.of_worker(None)
    elif wanted.owner:
        found = found.of_worker(wanted.owner)
    if wanted.need:
        found = found.for_need(wanted.need)
    if wanted.level:
        found = found.filter(prescription__level=wanted.level)
    if wanted.language == INTERPRETED:
        found = found.exclude(person__interpreter="")
    elif wanted.language:
        found = found.filter(person__language=wanted.language)
    return found


def counts(found: CaseQuerySet, today: date) -> dict[str, Counted]:
    """By state, and what is due in all of them. One query."""
    late = Q(next_step_on__lte=today)
    numbers = {"whole": Count("pk"), "dated": Count("next_step_on"), "late": Count("pk", filter=late)}
    rows: Any = list(found.order_by().values("state").annotate(**numbers))
    counted = {row["state"]: Counted(row["whole"], row["dated"]) for row in rows}
    due = sum(row["late"] for row in rows)
    stepless = sum(one.stepless for one in counted.values())
    return {**{state.value: Counted() for state in OPEN_CASES}, **counted, DUE: Counted(due + stepless, due)}


def in_turn(found: CaseQuerySet, wanted: Wanted, counted: Counted, today: date) -> InTurn:
    """One place of it, soonest first."""
    here = found.due(today) if wanted.stands == DUE else found.filter(state=wanted.stands)
    return InTurn(here.for_list(), counted)


def found_by(text: str, *, actor: Actor, limit: int) -> list[Case]:
    """The work with the people whom a name, a number or an address finds, open before closed. Four queries at most."""
    people = search.people(text, actor=actor, limit=LOOKED_AT)
    rows = Case.visible_to(actor).filter(person__in=[person.pk for person in people]).for_list()
    return sorted(rows.order_by("-opened_at", "-pk"), key=lambda case: not case.is_open)[:limit]


@dataclass(frozen=True)
class Today:
    """What the morning asks of somebody: numbers."""

    due: int
    new: int
    urgent: int
    taken_back: int

    @property
    def is_anything(self) -> bool:
        return any((self.due, self.new, self.taken_back))


def today_of(actor: Actor, now: datetime) -> Today:
    """A link worker's own and what is nobody's yet; for a manager who walks with nobody, everybody's. Four queries."""
    here: CaseQuerySet = Case.visible_to(actor)
    new = here.filter(state=CaseState.NEW)
    urgent = Count("pk", filter=Q(prescription__urgency=Urgency.URGENT))
    counted = new.order_by().aggregate(whole=Count("pk"), urgent=urgent)
    today = now.astimezone(Centre.where(actor).zone).date()
    return Today(
        due=due_of(actor, today).count(),
        new=counted["whole"],
        urgent=counted["urgent"],
        taken_back=here.taken_back().count(),
    )


def due_of(actor: Actor, today: date) -> CaseQuerySet:
    """What is taken and due: a link worker's own, a manager's all."""
    here: CaseQuerySet = Case.visible_to(actor)
    if actor.has(Role.LINK_WORKER):
        here = here.of_worker(actor.user_id)
    return here.due(today).exclude(state=CaseState.NEW)
