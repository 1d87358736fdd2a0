"""Which dates a group should have, day by day and by brute force: a model to hold the services against.

It knows nothing of rules' texts, phases or plans. Each day of a year has its own note of how the group is from that
day on, and a change writes into the notes of all days from one on.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
PLACE = ZoneInfo("America/Toronto")
HOLIDAYS = {date(2026, 10, 12), date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28)}
HOLIDAYS |= {date(2027, 1, 1), date(2027, 2, 15), date(2027, 3, 26), date(2027, 5, 24), date(2027, 7, 1)}
YEAR = 400


def meets(kind: str, anchor: date, day: date) -> bool:
    """Whether a group of this kind that counts from `anchor` asks for a day."""
    if day < anchor:
        return False
    same_weekday = (day - anchor).days % 7 == 0
    nth = (day.day - 1) // 7 == (anchor.day - 1) // 7
    return {
        "once": day == anchor,
        "weekly": same_weekday,
        "fortnightly": (day - anchor).days % 14 == 0,
        "monthly": same_weekday and nth,
        "last": same_weekday and (day + 7 * DAY).month != day.month,
        "friday and saturday": day.weekday() in {4, 5},
        "daily": True,
    }[kind]


def text_of(kind: str, anchor: date) -> str:
    """The same in the words of a calendar."""
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[anchor.weekday()]
    return {
        "once": "",
        "weekly": f"RRULE:FREQ=WEEKLY;BYDAY={weekday}",
        "fortnightly": f"RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}",
        "monthly": f"RRULE:FREQ=MONTHLY;BYDAY={(anchor.day - 1) // 7 + 1}{weekday}",
        "last": f"RRULE:FREQ=MONTHLY;BYDAY=-1{weekday}",
        "friday and saturday": "RRULE:FREQ=WEEKLY;BYDAY=FR,SA",
        "daily": "RRULE:FREQ=DAILY",
    }[kind]


@dataclass(frozen=True)
class Date:
    """How a date should be."""

    starts_at: datetime
    ends_at: datetime
    venue: int | None
    capacity: int | None


@dataclass
class World:
    """All that was decided about the group so far."""

    start: date
    weeks: int
    notes: dict[date, dict[str, Any]] = field(default_factory=dict)
    pauses: list[tuple[date, date | None]] = field(default_factory=list)
    closures: set[date] = field(default_factory=set)

    def begin(self, values: dict[str, Any]) -> None:
        self.notes = {self.start + DAY * number: dict(values) for number in range(-30, YEAR)}

    def change(self, since: date, today: date, values: dict[str, Any]) -> None:
        for day, note in self.notes.items():
            if day >= max(since, today):
                note.update(values)

    def pause(self, first: date, last: date | None) -> None:
        self.pauses = [one for one in self.pauses if not _touch(one, (first, last))] + [(first, last)]

    def resume(self, back_on: date, today: date) -> None:
        ahead = sorted(one for one in self.pauses if one[1] is None or one[1] >= today)
        if ahead:
            self.pauses.remove(ahead[0])
            if ahead[0][0] < back_on:
                self.pauses.append((ahead[0][0], back_on - DAY))

    def is_paused(self, day: date) -> bool:
        return any(first <= day <= (last or date.max) for first, last in self.pauses)

    def is_closed(self, day: date) -> bool:
        return day in self.closures or (day in HOLIDAYS and self.notes[day]["on_holidays"] != "meet")

    def until(self, now: datetime) -> date:
        return now.astimezone(PLACE).date() + timedelta(weeks=self.weeks)

    def asks(self, day: date) -> bool:
        note = self.notes[day]
        is_over = note["last_date"] is not None and day > note["last_date"]
        return not is_over and meets(note["kind"], note["start_date"], day)

    def wanted(self, now: datetime) -> dict[date, Date]:
        """The dates of a group that is made anew, by the day on which the rule puts them."""
        today, until = now.astimezone(PLACE).date(), self.until(now)
        days = [today + DAY * number for number in range((until - today).days + 8)]
        taken = {day for day in days if self.asks(day) and not self.is_closed(day)}
        found = {}
        for day in days:
            if not self.asks(day):
                continue
            there = day
            if self.is_closed(day):
                there = self._open_day(day)
                if there is None or there in taken:
                    continue
                taken.add(there)
            made = self._date(self.notes[day], there)
            if day <= until and made.starts_at > now and not self.is_paused(there):
                found[day] = made
        return found

    def _open_day(self, day: date) -> date | None:
        if self.notes[day]["on_holidays"] != "next_day":
            return None
        near = (day + DAY * number for number in range(1, 7))
        return next((one for one in near if one not in HOLIDAYS and one not in self.closures), None)

    def _date(self, note: dict[str, Any], day: date) -> Date:
        starts_at = datetime.combine(day, note["start_time"], tzinfo=PLACE).astimezone(UTC)
        ends_at = starts_at + timedelta(minutes=note["minutes"])
        return Date(starts_at, ends_at, note["venue"], note["capacity"])


def _touch(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    return one[0] <= (other[1] or date.max) and other[0] <= (one[1] or date.max)
