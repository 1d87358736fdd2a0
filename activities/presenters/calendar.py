"""The agenda's lines and the month's days."""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities import wording
from activities.lines import Line, MonthDays, ShortLine
from activities.presenters.cards import detail_pattern, foreign
from core import dates

FIRST_WEEKDAY = calendar.SUNDAY  # as wall calendars here begin


class Entry(NamedTuple):
    """One date in the agenda. `lang` is set where the title is in the other language."""

    url: str
    title: str
    lang: str
    hours: str
    is_cancelled: bool
    where: str
    note: str


class ShortEntry(NamedTuple):
    """One date in a cell of the month."""

    url: str
    title: str
    lang: str
    hours: str
    is_cancelled: bool


@dataclass(slots=True)
class Day:
    """One day with its entries; `more` counts those that the month leaves to the agenda."""

    day: date
    name: str
    entries: Sequence[Entry | ShortEntry] = ()
    more: int = 0
    is_today: bool = False

    @property
    def iso(self) -> str:
        return self.day.isoformat()

    @property
    def number(self) -> str:
        return str(self.day.day)

    @property
    def more_words(self) -> str:
        return _("%(count)d more") % {"count": self.more}


zone_of = lru_cache(ZoneInfo)


class Words:
    """The reader's language, looked up once for a page of lines."""

    def __init__(self) -> None:
        self.french = (get_language() or "en").startswith("fr")
        self.pattern = detail_pattern()

    def either(self, english: str | None, french: str | None) -> str:
        first, second = (french, english) if self.french else (english, french)
        return first or second or ""

    def url(self, slug: str) -> str:
        return self.pattern.replace("/slug/", f"/{slug}/")

    def lang(self, line: Line | ShortLine) -> str:
        own = line.title_fr if self.french else line.title_en
        return "" if own else foreign("en" if self.french else "fr")


def agenda_days(lines: list[Line], *, today: date) -> list[Day]:
    """The lines by day, in order."""
    words = Words()
    return [
        Day(day, capfirst(dates.day(day)), [_agenda_entry(line, words) for line in group], is_today=day == today)
        for day, group in groupby(lines, key=lambda line: line.day)
    ]


def dated_entries(lines: list[Line]) -> list[tuple[str, Entry]]:
    """The lines one by one, each with its day in words."""
    words = Words()
    return [(capfirst(dates.day(line.day)), _agenda_entry(line, words)) for line in lines]


def _agenda_entry(line: Line, words: Words) -> Entry:
    zone = zone_of(line.timezone)
    centre = words.either(line.centre_en, line.centre_fr)
    venue = "" if line.sensitive else words.either(line.venue_en, line.venue_fr)
    where = ", ".join(part for part in (venue, line.town, centre) if part) if venue else centre
    seats = wording.seats_in_words(join_mode=line.join_mode, capacity=line.capacity, taken=line.seats_taken)
    return Entry(
        url=words.url(line.slug),
        title=words.either(line.title_en, line.title_fr),
        lang=words.lang(line),
        hours=dates.clock_range(line.starts_at.astimezone(zone), line.ends_at.astimezone(zone)),
        where=where,
        note=_("Cancelled") if line.is_cancelled else seats,
        is_cancelled=line.is_cancelled,
    )


def _month_entry(line: ShortLine, words: Words) -> ShortEntry:
    return ShortEntry(
        url=words.url(line.slug),
        title=words.either(line.title_en, line.title_fr),
        lang=words.lang(line),
        hours=dates.clock(line.starts_at.astimezone(zone_of(line.timezone))),
        is_cancelled=line.is_cancelled,
    )


def weeks(first: date, found: MonthDays, *, today: date) -> Iterator[list[Day | None]]:
    """The month's weeks; None where a day belongs to another month."""
    words = Words()
    for week in calendar.Calendar(FIRST_WEEKDAY).monthdatescalendar(first.year, first.month):
        yield [_month_day(day, found, words, today) if day.month == first.month else None for day in week]


def _month_day(day: date, found: MonthDays, words: Words, today: date) -> Day:
    lines = found.lines.get(day, [])
    return Day(
        day=day,
        name=capfirst(dates.day(day, year=False)),
        entries=[_month_entry(line, words) for line in lines],
        more=found.totals.get(day, 0) - len(lines),
        is_today=day == today,
    )


def weekday_names() -> list[str]:
    """From the week's first day on, as the head of a table."""
    return [capfirst(str(WEEKDAYS[(FIRST_WEEKDAY + number) % 7])) for number in range(7)]


def month_name(first: date) -> str:
    """ "November 2026"; « Novembre 2026 »."""
    return capfirst(formats.date_format(first, "F Y"))


def months_around(first: date) -> tuple[date, date]:
    """The first days of the month before and of the month after."""
    return (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=31)).replace(day=1)
