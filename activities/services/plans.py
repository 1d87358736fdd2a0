"""What brings a group's dates in line with its timetable, step by step: worked out first, shown, and then done.

Hand edits of one date are kept: its own time or place, its own number of seats, a date that somebody called off or
added. A pause alone holds for all of them. The past is never touched.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q

from activities.models import Activity, Booking, Session
from activities.schedules import Slot
from activities.services.timetable import FURTHEST, Timetable, Wanted


class Kind(StrEnum):
    """What happens to one date that is there."""

    CHANGE = "change"  # another time, place or number of seats
    ALONG = "along"  # to another day of the schedule, with everybody who has a place
    CALL_OFF = "call_off"  # somebody had signed up: they are told
    VANISH = "vanish"  # nobody had
    BACK = "back"  # called off by the schedule before, and wanted again


@dataclass(frozen=True)
class Step:
    """One date as it is, and as it will be. `booked` are the places, waits and offers there.

    `could_go` is where the people of a date that is called off could be moved along to.
    """

    session: Session
    wanted: Wanted | None
    booked: tuple[int, ...] = ()
    could_go: Wanted | None = None

    @property
    def kind(self) -> Kind:
        if self.wanted is None:
            return Kind.CALL_OFF if self.booked else Kind.VANISH
        if self.session.is_cancelled:
            return Kind.BACK
        return Kind.CHANGE if self.wanted.original == self.session.original_date else Kind.ALONG

    @property
    def is_seen(self) -> bool:
        """Whether somebody who has a place notices: a time, a place or a day, not a number of seats."""
        return (
            self.wanted is None
            or self.kind == Kind.BACK
            or _time_and_place(self.session) != self.wanted.time_and_place
        )

    def fingerprint(self) -> str:
        return f"{self.session.pk} {self.session.revision} {self.wanted} {self.booked}"


@dataclass(frozen=True)
class Plan:
    """All that happens: the dates that appear, and the steps of those that are there, by date.

    `kept` are the dates that stay as they are because somebody changed them by hand.
    """

    appear: tuple[Wanted, ...]
    steps: tuple[Step, ...]
    kept: tuple[Session, ...] = ()

    def of_kind(self, *kinds: Kind) -> list[Step]:
        return [step for step in self.steps if step.kind in kinds]

    @property
    def to_decide(self) -> list[Step]:
        """The dates that vanish with people on them who could be moved along."""
        return [step for step in self.steps if step.could_go]

    @property
    def to_check(self) -> list[Wanted]:
        """The dates for which it matters what else is on: those with another time, day or place."""
        moved = [step.wanted or step.could_go for step in self.steps if step.is_seen]
        offered = {one.original for one in moved if one}
        return [one for one in moved if one] + [one for one in self.appear if one.original not in offered]

    @property
    def digest(self) -> str:
        """The same for the same dates, people and places: what was shown is what is done."""
        parts = [*map(str, self.appear), *(step.fingerprint() for step in self.steps)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]

    def decided(self, along: Collection[int]) -> "Plan":
        """With the people of these sessions (by key) moved along instead of called off."""
        steps = [
            replace(step, wanted=step.could_go, could_go=None) if step.could_go and step.session.pk in along else step
            for step in self.steps
        ]
        filled = {step.wanted.original for step in steps if step.wanted}
        return replace(
            self, steps=tuple(steps), appear=tuple(one for one in self.appear if one.original not in filled)
        )


def make(activity: Activity, timetable: Timetable, *, until: date, now: datetime) -> Plan:
    """What has to be done up to `until`. Five queries, however many dates. Needs `centre` loaded.

    The rule is asked from today on. A date that a holiday moved from an earlier day to a coming one stays, whatever
    the rule became meanwhile; a pause or a closure takes it away (one query for each).
    """
    today = now.astimezone(activity.centre.zone).date()
    wanted = timetable.wanted(today, until, now=now)
    ahead = Q(starts_at__gt=now) | Q(original_date__gte=today)
    rows = list(activity.sessions.filter(ahead).select_related("venue").order_by("starts_at", "pk"))
    booked = _booked(rows)
    steps, kept = [], []
    for row in rows:
        if row.starts_at <= now or row.original_date > until:
            continue
        row.centre = activity.centre
        target = _as_it_is(row, timetable) if _is_fixed(row, today) else wanted.get(row.original_date)
        steps += _step(row, target, booked.get(row.pk, ()))
        if _is_own(row) and target and row.original_date not in wanted:
            kept.append(row)
    there = {row.original_date for row in rows}
    missing = {original: one for original, one in wanted.items() if original not in there}
    paired = sorted(_paired(steps, missing), key=lambda step: step.session.starts_at)
    gone_to = {step.wanted.original for step in paired if step.wanted}
    return Plan(tuple(one for one in missing.values() if one.original not in gone_to), tuple(paired), tuple(kept))


def _booked(rows: list[Session]) -> dict[int, tuple[int, ...]]:
    """The live bookings of each date. One query."""
    found: dict[int, tuple[int, ...]] = {}
    active = Booking.objects.active().filter(session__in=rows).order_by("pk")
    for session_id, pk in active.values_list("session_id", "pk"):
        found[session_id] = (*found.get(session_id, ()), pk)
    return found


def _is_own(row: Session) -> bool:
    """Whether somebody decided when this one date is."""
    return row.own_time or row.is_extra


def _is_fixed(row: Session, today: date) -> bool:
    """Whether the rule has no say any more in when this one date is."""
    return _is_own(row) or row.original_date < today


def _as_it_is(row: Session, timetable: Timetable) -> Wanted | None:
    """Such a date at its own time; None where it should not be.

    What somebody gave a time of its own is else as its group is on that day; what a holiday moved on stays as it was.
    """
    slot = Slot(row.day, row.local_start.time(), row.starts_at, row.ends_at)
    if _is_own(row):
        details = timetable.at(row.day)
        is_on = not timetable.is_paused(row.day)
        return Wanted(row.original_date, slot, details.venue_id, details.capacity) if is_on else None
    is_on = not row.is_cancelled and timetable.is_open(row.day)
    return Wanted(row.original_date, slot, row.venue_id, row.capacity) if is_on else None


def _step(row: Session, target: Wanted | None, booked: tuple[int, ...]) -> list[Step]:
    """What has to be done about one date; nothing where it is as it should be, or somebody called it off."""
    if row.is_cancelled and not (row.dropped and target):
        return []
    if target:
        target = replace(
            target,
            venue_id=row.venue_id if row.own_place or row.is_extra else target.venue_id,
            capacity=row.capacity if row.own_seats or row.is_extra else _no_less(target.capacity, row.seats_taken),
        )
        if not row.is_cancelled and (_time_and_place(row), row.capacity) == (target.time_and_place, target.capacity):
            return []
    return [Step(row, target, booked)]


def _no_less(capacity: int | None, taken: int) -> int | None:
    """Nobody loses a seat because the group became smaller."""
    return capacity if capacity is None else max(capacity, taken)


def _time_and_place(row: Session) -> tuple[datetime, datetime, int | None]:
    return row.starts_at, row.ends_at, row.venue_id


def _paired(steps: list[Step], missing: Mapping[date, Wanted]) -> list[Step]:
    """Each date that goes is paired with the nearest that comes. Where nobody has signed up it simply moves there, so
    that calendars move it too; where somebody has, a person decides. What has a time of its own keeps it."""
    free = dict(missing)
    found = []
    for step in steps:
        goes = step.wanted is None and not _is_own(step.session)
        near = _nearest(step.session.original_date, free) if goes else None
        if near is None:
            found.append(step)
            continue
        del free[near.original]
        found.append(replace(step, could_go=near) if step.booked else replace(step, wanted=near))
    return found


def _nearest(original: date, free: Mapping[date, Wanted]) -> Wanted | None:
    near = [one for one in free.values() if abs(one.original - original) <= FURTHEST]
    return min(near, key=lambda one: (abs(one.original - original), one.original), default=None)
