"""Which dates a group's schedule asks for: as it is now, with what changes from one date on, without its pauses.

Plain values, nothing is written: a change that somebody only thinks of is asked the same question.
"""

import copy
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from activities import schedules
from activities.choices import OnHolidays
from activities.models import Activity, Pause, Phase
from activities.models.details import SCHEDULE_FIELDS, WORD_FIELDS, GroupDetails
from activities.schedules import Slot
from centres.services.closures import ClosedDay, closed_days
from champions.models import Champion

DAY = timedelta(days=1)
FURTHEST = timedelta(days=6)  # a date that gives way to a holiday goes no further than that
LOOKS_AHEAD = timedelta(weeks=8)
LEADERS = "leaders"
CHANGEABLE = (*SCHEDULE_FIELDS, *WORD_FIELDS, LEADERS)


@dataclass(frozen=True)
class Change:
    """What is different from `since` on, by the name of the column; `leaders` is a list of champions."""

    since: date
    values: dict[str, Any]

    def __post_init__(self) -> None:
        if unknown := set(self.values) - set(CHANGEABLE):
            raise TypeError(f"nothing that can change from a date on: {sorted(unknown)}")


@dataclass(frozen=True)
class Wanted:
    """A date that the schedule asks for. `original` is where the rule puts it, also where a holiday moves it on."""

    original: date
    slot: Slot
    venue_id: int | None
    capacity: int | None

    @property
    def time_and_place(self) -> tuple[datetime, datetime, int | None]:
        return self.slot.starts_at, self.slot.ends_at, self.venue_id


@dataclass(frozen=True)
class Timetable:
    """A group's schedule over time. `activity` says how it is until the first change."""

    activity: Activity
    changes: Sequence[Change] = ()  # by date, each date once
    pauses: Sequence[Pause] = field(default=())

    def with_change(self, change: Change, *, today: date) -> "Timetable":
        """From that date on, until somebody changes it again: later changes of the same columns are off."""
        since = max(change.since, today)
        kept = [
            replace(one, values={name: value for name, value in one.values.items() if name not in change.values})
            if one.since >= since
            else one
            for one in self.changes
        ]
        here = next((one.values for one in kept if one.since == since), {})
        others = [one for one in kept if one.since != since and one.values]
        both = Change(since, here | change.values)
        return replace(self, changes=sorted([*others, both], key=lambda one: one.since))

    def with_pauses(self, pauses: Sequence[Pause]) -> "Timetable":
        return replace(self, pauses=pauses)

    def begun(self, today: date) -> "Timetable":
        """What has begun by `today` is how the group is now."""
        now = self.at(today)
        return replace(self, activity=now, changes=[one for one in self.changes if one.since > today])

    def at(self, day: date) -> Activity:
        """The group as it is on a day. Does not touch `activity`."""
        found = copy.copy(self.activity)
        found._state = copy.copy(self.activity._state)
        found._state.fields_cache = dict(self.activity._state.fields_cache)
        for change in self.changes:
            if change.since <= day:
                for name, value in change.values.items():
                    if name != LEADERS:
                        setattr(found, name, value)
        return found

    def leaders_from(self, today: date) -> list[Champion] | None:
        """Who leads by `today`, where a change says so."""
        said = [one.values[LEADERS] for one in self.changes if one.since <= today and LEADERS in one.values]
        return said[-1] if said else None

    def is_paused(self, day: date) -> bool:
        return any(one.first_day <= day and (one.last_day is None or day <= one.last_day) for one in self.pauses)

    def is_open(self, day: date) -> bool:
        """Whether the group could meet on a day. One query."""
        closed = closed_days(self.activity.centre, day, day)
        return not self.is_paused(day) and not is_skipped(self.at(day), closed.get(day))

    def wanted(self, since: date, until: date, *, now: datetime) -> dict[date, Wanted]:
        """The open dates from `since` to `until` that have not begun, by the rule's own date. One query.

        Where a holiday would move a date on to another of the group's days, or two of them to one, there is one date.
        """
        closed = closed_days(self.activity.centre, since, until + FURTHEST + FURTHEST)
        asked = list(self.asked(since, until + FURTHEST))
        taken = {slot.day for details, slot in asked if not is_skipped(details, closed.get(slot.day))}
        found = {}
        for details, slot in asked:
            there = open_slot(details, slot, closed)
            if there is None or (there.day != slot.day and there.day in taken):
                continue
            taken.add(there.day)
            if slot.day <= until and there.starts_at > now and not self.is_paused(there.day):
                found[slot.day] = Wanted(slot.day, there, details.venue_id, details.capacity)
        return found

    def asked(self, since: date, until: date) -> Iterator[tuple[Activity, Slot]]:
        """The dates of each stretch between two changes, closed days included."""
        starts = [since, *(one.since for one in self.changes if since < one.since <= until)]
        for first, following in zip(starts, [*starts[1:], until + DAY], strict=True):
            details = self.at(first)
            for slot in slots(details, since=first, until=following - DAY):
                yield details, slot


def slots(details: GroupDetails, *, since: date, until: date) -> Iterator[Slot]:
    """The dates that the rule asks for, closed days included; none while the schedule is incomplete."""
    if details.start_date is None or details.start_time is None or details.minutes is None:
        return
    end = min(until, details.last_date) if details.last_date else until
    for day in schedules.dates(details.rule, first=details.start_date, since=since, until=end):
        yield schedules.slot(day, details.start_time, details.minutes, details.centre.zone)


def is_skipped(details: GroupDetails, closed: ClosedDay | None) -> bool:
    """The centre's own closures always; statutory holidays unless the group meets on them."""
    return closed is not None and (details.on_holidays != OnHolidays.MEET or not closed.is_holiday)


def _open_day(details: GroupDetails, day: date, closed: Collection[date]) -> date | None:
    """The next open day after a closed one, for a group that gives way to holidays; None where there is none near."""
    if details.on_holidays != OnHolidays.NEXT_DAY:
        return None
    near = (day + DAY * number for number in range(1, FURTHEST.days + 1))
    return next((one for one in near if one not in closed), None)


def open_slot(details: GroupDetails, slot: Slot, closed: dict[date, ClosedDay]) -> Slot | None:
    """Where the date really is; None where it is skipped."""
    if not is_skipped(details, closed.get(slot.day)):
        return slot
    day = _open_day(details, slot.day, closed)
    return schedules.slot(day, slot.start, details.minutes or 0, details.centre.zone) if day else None


def of(activity: Activity) -> Timetable:
    """The timetable as it is stored. Three queries at most; needs `centre` loaded."""
    return Timetable(
        activity,
        [_change(row) for row in Phase.objects.filter(activity=activity)],
        list(Pause.objects.filter(activity=activity)),
    )


def back_on(found: Timetable, pause: Pause) -> date | None:
    """The group's first day after a pause, closed days aside; None where the pause has no end, or nothing follows."""
    if pause.last_day is None:
        return None
    after = found.asked(pause.last_day + DAY, pause.last_day + LOOKS_AHEAD)
    return next((slot.day for _details, slot in after if not found.is_paused(slot.day)), None)


def left_out(found: Timetable, *, now: datetime) -> list[date]:
    """The dates of the next weeks on which the group does not meet although its rule says so. One query."""
    today = now.astimezone(found.activity.centre.zone).date()
    asked = [slot.day for _details, slot in found.asked(today, today + LOOKS_AHEAD) if not found.is_paused(slot.day)]
    there = set(
        found.activity.sessions.scheduled().filter(original_date__in=asked).values_list("original_date", flat=True)
    )
    return [day for day in asked if day not in there]


def _change(row: Phase) -> Change:
    values = {name: getattr(row, name) for name in row.sets if name != LEADERS}
    if LEADERS in row.sets:
        values[LEADERS] = list(row.leaders.all())
    return Change(row.since, values)


def store(timetable: Timetable, activity: Activity) -> None:
    """Write changes and pauses down in place of those that are there. Needs the activity's lock."""
    Phase.objects.filter(activity=activity).delete()
    for change in timetable.changes:
        columns = {name: value for name, value in change.values.items() if name != LEADERS}
        row = Phase.objects.create(activity=activity, since=change.since, sets=sorted(change.values), **columns)
        row.leaders.set(change.values.get(LEADERS, []))
    kept = [pause.pk for pause in timetable.pauses if pause.pk]
    Pause.objects.filter(activity=activity).exclude(pk__in=kept).delete()
    for pause in timetable.pauses:
        pause.activity = activity
        pause.save()
