"""A dry run as a page, or a terminal, shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from activities import schedules, wording
from activities.choices import Frequency
from activities.importing import texts, words
from activities.importing.found import Found, How, Unread
from activities.models import Activity
from activities.services.importing import DryRun, Item, Outcome
from core import dates

SHOWN = 3
COLOURS = {Outcome.NEW: "green", Outcome.CHANGED: "yellow", Outcome.SAME: "grey", Outcome.LEFT_ALONE: "purple"}


@dataclass(frozen=True)
class Row:
    """One entry in words."""

    line: int
    title: str
    outcome: str
    colour: str
    is_to_make: bool
    rule: str
    next_dates: str
    more: str
    place: str
    changed: str
    remarks: list[str]
    is_taken: bool


@dataclass(frozen=True)
class Refused:
    line: int
    title: str
    why: str


def row(item: Item, *, is_taken: bool = True) -> Row:
    found = item.found
    coming = [one.at.day for one in found.dates if one.how != How.OFF]
    return Row(
        line=found.line,
        title=found.title,
        outcome=str(item.outcome.label),
        colour=COLOURS[item.outcome],
        is_to_make=item.is_to_make,
        rule=rule_in_words(found),
        next_dates=get_text_list([dates.day(day) for day in coming[:SHOWN]], gettext("and")),
        more=exceptions_in_words(found),
        place=_place(item),
        changed=", ".join(str(thing.label) for thing in item.changed if item.outcome != Outcome.NEW),
        remarks=[words.said(remark) for remark in item.remarks],
        is_taken=is_taken,
    )


def rule_in_words(found: Found) -> str:
    """ "Every Tuesday, 1:30 pm to 3 pm; ends May 25"."""
    schedule = found.schedule
    others = [one for one in found.dates if one.how == How.EXTRA]
    if schedule.frequency == Frequency.ONCE and others:
        start = datetime.combine(schedule.first, schedule.start)
        hours = dates.clock_range(start, start + timedelta(minutes=schedule.minutes))
        number = len(others) + any(one.how != How.EXTRA for one in found.dates)
        single = ngettext("%(number)d single date", "%(number)d single dates", number) % {"number": number}
        return gettext("%(days)s, %(hours)s") % {"days": single, "hours": hours}
    group = Activity(
        rule=schedules.rule_for(schedule.frequency, schedule.first),
        start_date=schedule.first,
        start_time=schedule.start,
        minutes=schedule.minutes,
        last_date=schedule.last,
    )
    return wording.rule_in_full(group, ())


def exceptions_in_words(found: Found) -> str:
    """ "2 dates are called off, 1 is moved"."""
    count = {how: sum(one.how == how for one in found.dates) for how in How}
    parts = []
    if number := count[How.OFF]:
        parts.append(ngettext("%(number)d date is called off", "%(number)d dates are called off", number))
        parts[-1] %= {"number": number}
    if number := count[How.MOVED]:
        parts.append(ngettext("%(number)d date is moved", "%(number)d dates are moved", number))
        parts[-1] %= {"number": number}
    number = count[How.EXTRA]
    if number and found.schedule.frequency != Frequency.ONCE:
        parts.append(ngettext("%(number)d date is added", "%(number)d dates are added", number) % {"number": number})
    return ", ".join(parts)


def _place(item: Item) -> str:
    if item.venue:
        return str(item.venue.name)
    if item.found.place:
        return gettext("“%(place)s” is not known here") % {"place": item.found.place}
    return gettext("The file names no place")


def rows(found: DryRun, taken: set[int] | None = None) -> list[Row]:
    """What makes drafts first, then what is there already."""
    shown = [row(item, is_taken=taken is None or item.found.line in taken) for item in found.items]
    return sorted(shown, key=lambda one: (not one.is_to_make, one.line))


def refused(found: DryRun) -> list[Refused]:
    return [_refused(one) for one in found.reading.unread]


def _refused(one: Unread) -> Refused:
    return Refused(one.line, texts.title(one.title)[0] or gettext("(no name)"), words.said(one.why))


def as_text(found: DryRun) -> Iterator[str]:
    """For a terminal."""
    yield from (words.said(remark) for remark in found.reading.remarks)
    for one in rows(found):
        yield gettext("Line %(line)d: %(title)s") % {"line": one.line, "title": one.title} + f" – {one.outcome}"
        details = (one.rule, one.next_dates, one.more, one.place, one.changed, *one.remarks)
        yield from (f"    {detail}" for detail in details if detail)
    for other in refused(found):
        yield gettext("Line %(line)d: %(title)s") % {"line": other.line, "title": other.title} + f" – {other.why}"
