"""What a file says, entry by entry, as plain values; and what of it could not be read."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from activities import schedules
from activities.choices import Frequency

FURTHEST = timedelta(days=730)  # exceptions to a rule are kept so far ahead
SEEN = timedelta(days=1100)  # a group that begins later than that is taken for one that is over


@dataclass(frozen=True)
class Remark:
    """Something to say about an entry: a code, and the values of its places. `words.said` has the words."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, code: str, **values: Any) -> "Remark":
        return cls(code, values)


class NotRead(Exception):
    """An entry, or a whole file, of which nothing can be made."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.remark = Remark(code, values)


@dataclass(frozen=True)
class Unread:
    """An entry that makes no group, and why."""

    line: int
    title: str
    why: Remark


@dataclass(frozen=True)
class Reader:
    """Where and when a file is read: the centre's zone, its closed days, how far ahead dates are made.

    `closed` says of each closed day whether it is a public holiday, on which a group may decide to meet.
    """

    zone: ZoneInfo
    now: datetime
    until: date
    closed: Mapping[date, bool]
    with_texts: bool = False  # descriptions come along

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def is_ahead(self, day: date, start: time) -> bool:
        return schedules.slot(day, start, 1, self.zone).starts_at > self.now


@dataclass(frozen=True)
class OneDate:
    """A date with its own time, length or place."""

    day: date
    start: time
    minutes: int
    place: str = ""


class How(StrEnum):
    RULE = "rule"
    OFF = "off"  # the rule asks for it, and somebody called it off
    MOVED = "moved"  # by hand, to another day, time or place
    EXTRA = "extra"  # no rule asks for it


@dataclass(frozen=True)
class Planned:
    """One date that will be there. `original` is where the rule puts it."""

    original: date
    at: OneDate
    how: How


@dataclass(frozen=True)
class Schedule:
    """A rule as our timetables hold it, and what is different from it."""

    frequency: Frequency
    first: date
    start: time
    minutes: int
    last: date | None = None
    off: frozenset[date] = frozenset()
    moved: Mapping[date, OneDate] = field(default_factory=dict)
    extra: tuple[OneDate, ...] = ()

    def days(self, since: date, until: date) -> Iterator[date]:
        end = min(until, self.last) if self.last else until
        rule = schedules.rule_for(self.frequency, self.first)
        return schedules.dates(rule, first=self.first, since=since, until=end)

    def is_open(self, day: date, reader: Reader) -> bool:
        """What happens once was put on that day on purpose, be it a holiday; the centre's own closures hold."""
        is_holiday = reader.closed.get(day)
        return is_holiday is None or (is_holiday and self.frequency == Frequency.ONCE)

    def ahead(self, reader: Reader) -> tuple[list[Planned], list[Remark]]:
        """All dates that have not begun, one a day, and what there is to say about those that are left out."""
        found: dict[date, Planned] = {}
        remarks, skipped = [], []
        for day in self.days(reader.today, max([reader.until, *self._exceptions(reader)])):
            own = self.moved.get(day)
            usual = OneDate(day, self.start, self.minutes)
            if not reader.is_ahead(day, self.start):
                continue
            if not self.is_open(day, reader):
                skipped.append(day)
            elif day in self.off or (own and not reader.is_ahead(own.day, own.start)):
                found[day] = Planned(day, usual, How.OFF)
            elif day <= reader.until or own:
                found[day] = Planned(day, own or usual, How.MOVED if own else How.RULE)
        for one in self._added(reader, found):
            taken = {date_.at.day for date_ in found.values() if date_.how != How.OFF}
            if one.day in found or one.day in taken:
                remarks.append(Remark.of("two_on_one_day", day=one.day))
            else:
                found[one.day] = Planned(one.day, one, How.EXTRA)
        if skipped:
            remarks.append(Remark.of("closed_days", days=skipped))
        return sorted(found.values(), key=lambda one: (one.at.day, one.at.start)), remarks

    def check_to_come(self, dates: list[Planned], remarks: list[Remark], reader: Reader) -> list[Remark]:
        """Whether there is any date: in sight, or later. Raises `NotRead` where there is none."""
        if any(one.how != How.OFF for one in dates):
            return []
        far = reader.today + timedelta(days=1100)
        later = next(
            (day for day in self.days(reader.until + timedelta(days=1), far) if self.is_open(day, reader)), None
        )
        if later:
            return [Remark.of("begins_later", day=later)]
        if any(one.code == "closed_days" for one in remarks):
            raise NotRead("closed")
        raise NotRead("all_off" if dates else "over")

    def _exceptions(self, reader: Reader) -> Iterator[date]:
        furthest = reader.today + FURTHEST
        return (day for day in (*self.off, *self.moved) if reader.until < day <= furthest)

    def _added(self, reader: Reader, found: Mapping[date, Planned]) -> list[OneDate]:
        """The extra dates, and those that were moved here from a day on which there is none."""
        astray = [one for day, one in self.moved.items() if day not in found]
        furthest = reader.today + FURTHEST
        ahead = (one for one in (*self.extra, *astray) if reader.is_ahead(one.day, one.start) and one.day <= furthest)
        return sorted(ahead, key=lambda one: (one.day, one.start))


@dataclass(frozen=True)
class Found:
    """A group, as an entry of a file describes it."""

    line: int
    key: str
    title: str
    schedule: Schedule
    dates: tuple[Planned, ...]
    about: str = ""
    place: str = ""
    leader: str = ""
    capacity: int | None = None
    kind: str = ""
    languages: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    source: str = ""  # what the dates were made from, as the file writes it

    @property
    def said(self) -> dict[str, str]:
        """A digest of each thing that the entry says, to know later what is different."""
        things = {
            "title": self.title,
            "dates": self.source,
            "place": self.place,
            "leader": self.leader,
            "seats": str(self.capacity or ""),
            "kind": self.kind,
            "languages": " ".join(self.languages),
            "text": self.about,
        }
        return {name: digest(text)[:16] for name, text in things.items()}


@dataclass(frozen=True)
class Reading:
    """A whole file, in its order."""

    kind: str
    found: tuple[Found, ...]
    unread: tuple[Unread, ...]
    remarks: tuple[Remark, ...] = ()


def digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


def merged(*many: Iterable[Remark]) -> tuple[Remark, ...]:
    """All remarks, each once."""
    kept: list[Remark] = []
    for one in (remark for remarks in many for remark in remarks):
        if one not in kept:
            kept.append(one)
    return tuple(kept)
