"""What stands on the sheets that are printed: months, a week, a poster. In the active language."""

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities import wording
from activities.lines import Line
from activities.models import Activity, Booking, BookingState, Session
from activities.presenters.calendar import FIRST_WEEKDAY, Words, month_name, weekday_names
from activities.presenters.cards import foreign
from activities.presenters.registers import RegisterPage, Row
from centres.models import Centre
from centres.services.closures import ClosedDay
from core import dates, phones
from core.text import labelled

# Of a page on its side, in points: what its weeks can have at most.
GRID_WIDTH, GRID_HEIGHT, FREE_WIDTH, CELL_PADDING = 735, 470, 70, 6
# The rows of names and lines that one sheet takes, and how many lines are for those who come unannounced.
SHEET_ROWS, MOST_EMPTY, FEWEST_EMPTY = 17, 10, 4

# How it stands with a place that is not simply one's own.
PLACE_WORDS = {
    BookingState.WAITLISTED: gettext_lazy("Waiting list"),
    BookingState.OFFERED: gettext_lazy("Held for you: please answer"),
    BookingState.THINKING: gettext_lazy("You may come"),
}


class Entry(NamedTuple):
    """One date on a sheet. `lang` is set where the title is in the other language; `call` tells whom to ask."""

    day: date
    start: str
    hours: str
    title: str
    lang: str
    where: str
    word: str = ""
    is_cancelled: bool = False
    call: str = ""


@dataclass(frozen=True)
class Day:
    """One day with what is on; of days on which the centre's doors stay shut, the first says in `closed` why."""

    day: date
    entries: list[Entry]
    closed: str = ""
    is_closed: bool = False

    @property
    def is_filled(self) -> bool:
        return bool(self.entries or self.closed)

    @property
    def name(self) -> str:
        return capfirst(dates.day(self.day, year=False))

    @property
    def number(self) -> int:
        return self.day.day


@dataclass(frozen=True)
class Month:
    """One month on one page: as weeks, and as the days on which something is on."""

    first: date
    days: dict[date, Day]

    @property
    def name(self) -> str:
        return month_name(self.first)

    @property
    def filled(self) -> list[Day]:
        return [day for day in self.days.values() if day.is_filled]

    @property
    def has_entries(self) -> bool:
        return any(day.entries for day in self.days.values())

    @property
    def weeks(self) -> list[list[Day | None]]:
        weeks = calendar.Calendar(FIRST_WEEKDAY).monthdatescalendar(self.first.year, self.first.month)
        return [[self.days.get(day) for day in week] for week in weeks]

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """The weekdays, each with whether its column may be narrow: at weekends, where nothing is ever on."""
        by_weekday = zip(*self.weeks, strict=True)
        free = [not any(day and day.is_filled for day in column) for column in by_weekday]
        return [
            (name, is_free and nth in (0, 6))
            for nth, (name, is_free) in enumerate(zip(weekday_names(), free, strict=True))
        ]

    def may_fit(self, size: int) -> bool:
        """Whether the grid could fit on its page at this size: its lines one above the other, and its longest word.

        No false no for the lines, so that only what is worth it is tried; a word would be cut, so there it is strict.
        """
        free = sum(is_free for _name, is_free in self.columns)
        width = (GRID_WIDTH - free * FREE_WIDTH) / (7 - free) - CELL_PADDING
        lines = sum(max(_lines(day, int(width / (size * 0.4))) for day in week) for week in self.weeks)
        titles = (entry.title for day in self.days.values() for entry in day.entries)
        longest = max((len(word) for title in titles for word in re.split(r"[\s-]", title)), default=0)
        return lines * size * 1.08 <= GRID_HEIGHT and longest * size * 0.56 <= width

    @property
    def closings(self) -> list[str]:
        """When the centre is closed, and why: in the cells stands the one word alone."""
        closed = [day for day in self.days.values() if day.closed]
        return [labelled(day.name, day.closed) for day in closed]

    @property
    def places(self) -> list[tuple[str, str]]:
        """Where the groups of the month meet: each place with their names, as the cells have no room for it."""
        titles: dict[str, list[str]] = {}
        for entry in (entry for day in self.days.values() for entry in day.entries if entry.where):
            here = titles.setdefault(entry.where, [])
            if entry.title not in here:
                here.append(entry.title)
        return [(place, ", ".join(sorted(here))) for place, here in sorted(titles.items())]


def _lines(day: Day | None, letters: int) -> int:
    """How many lines a cell has at the very least."""
    if day is None:
        return 0
    return sum(1 + (len(entry.title) - 1) // letters + entry.is_cancelled for entry in day.entries)


def months_from(first: date, count: int) -> list[date]:
    """The first days of so many months in a row."""
    return [
        date(first.year + (first.month - 1 + nth) // 12, (first.month - 1 + nth) % 12 + 1, 1) for nth in range(count)
    ]


def last_of(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def months(firsts: list[date], entries: Iterable[Entry], closed: Mapping[date, ClosedDay]) -> list[Month]:
    """The entries, in order of their days, in the months that begin on `firsts`."""
    by_day = {day: list(group) for day, group in groupby(entries, key=lambda entry: entry.day)}
    return [Month(first, _days(first, last_of(first), by_day, closed)) for first in firsts]


@dataclass(frozen=True)
class Week:
    """What is on from the first to the last day."""

    first: date
    last: date
    entries: list[Entry]
    closed: Mapping[date, ClosedDay]

    @property
    def span(self) -> str:
        return _("%(first)s to %(last)s") % {
            "first": dates.day(self.first, year=False),
            "last": dates.day(self.last, year=False),
        }

    def days(self, count: int) -> list[Day]:
        """The days on which something is on or the doors are shut, up to so many entries."""
        kept = self.entries[:count]
        last = self.last if count >= len(self.entries) else kept[-1].day
        by_day = {day: list(group) for day, group in groupby(kept, key=lambda entry: entry.day)}
        found = _days(self.first, last, by_day, self.closed).values()
        return [day for day in found if day.is_filled]


def _days(
    first: date, last: date, by_day: Mapping[date, list[Entry]], closed: Mapping[date, ClosedDay]
) -> dict[date, Day]:
    """Every day of the span; of days on which the doors stay shut, the first says until when."""
    found: dict[date, Day] = {}
    for nth in range((last - first).days + 1):
        day = first + timedelta(days=nth)
        why, before = closed.get(day), closed.get(day - timedelta(days=1))
        goes_on = day > first and why is not None and before is not None and why.reason == before.reason
        words = _closed_words(why, closed, last) if why and not goes_on else ""
        found[day] = Day(day, by_day.get(day, []), words, why is not None)
    return found


def _closed_words(why: ClosedDay, closed: Mapping[date, ClosedDay], last: date) -> str:
    until = why.day
    while until < last and (following := closed.get(until + timedelta(days=1))) and following.reason == why.reason:
        until = following.day
    if until == why.day:
        return _("Closed: %(reason)s") % {"reason": why.reason}
    return _("Closed until %(day)s: %(reason)s") % {"day": dates.day(until, year=False), "reason": why.reason}


def entries_of_centre(lines: Iterable[Line], centre: Centre) -> list[Entry]:
    """What a centre has on, as its own public pages say it: of sensitive groups no place."""
    words = Words()
    return [
        Entry(
            day=line.day,
            start=dates.clock(line.starts_at.astimezone(centre.zone)),
            hours=_hours(line.starts_at, line.ends_at, centre),
            title=words.either(line.title_en, line.title_fr),
            lang=words.lang(line),
            where="" if line.sensitive else words.either(line.venue_en, line.venue_fr),
            word=_("Cancelled") if line.is_cancelled else "",
            is_cancelled=line.is_cancelled,
        )
        for line in lines
    ]


def entries_of_person(bookings: Iterable[Booking]) -> list[Entry]:
    """Somebody's own places. The sheet hangs where visitors read it: a sensitive group is neither named nor placed."""
    return [_entry_of_place(booking) for booking in bookings]


def _entry_of_place(booking: Booking) -> Entry:
    session, activity = booking.session, booking.session.activity
    place = "" if activity.sensitive or session.venue is None else f"{session.venue.name}, {session.venue.street}"
    word = _("Cancelled") if session.is_cancelled else str(PLACE_WORDS.get(BookingState(booking.state), ""))
    return Entry(
        day=session.day,
        start=dates.clock(session.local_start),
        hours=_hours(session.starts_at, session.ends_at, session.centre),
        title=title_on_paper(session),
        lang="" if activity.sensitive else foreign(Activity.title.written_in(activity)),
        where=place.removesuffix(", "),
        word=word,
        is_cancelled=session.is_cancelled,
        call=_("Call %(phone)s") % {"phone": phones.shown(session.centre.phone)},
    )


def title_on_paper(session: Session) -> str:
    """What a group is called on a sheet that says who goes there. Needs the activity and the centre loaded."""
    return wording.discreet_title(session.centre) if session.activity.sensitive else session.activity.title


def sign_in_groups(page: RegisterPage) -> list[tuple[str, list[Row]]]:
    """Who has a place; who waits for one; who is thinking of coming. Only those that are not empty."""
    by_state: dict[str, list[Row]] = {}
    for row in page.rows:
        by_state.setdefault(row.booking.state, []).append(row)
    waiting = by_state.get(BookingState.OFFERED, []) + by_state.get(BookingState.WAITLISTED, [])
    groups = [
        ("", by_state.get(BookingState.CONFIRMED, [])),
        (_("On the waiting list"), waiting),
        (_("Thinking of coming"), by_state.get(BookingState.THINKING, [])),
    ]
    return [(words, rows) for words, rows in groups if rows]


def empty_lines(groups: list[tuple[str, list[Row]]]) -> int:
    """As many as the first page has room for; never none."""
    taken = sum(len(rows) + (1 if words else 0) for words, rows in groups)
    return max(FEWEST_EMPTY, min(MOST_EMPTY, SHEET_ROWS - taken))


def _hours(start: datetime, end: datetime, centre: Centre) -> str:
    return dates.clock_range(start.astimezone(centre.zone), end.astimezone(centre.zone))
