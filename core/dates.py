"""Dates and times in words, as people in Ontario write them, in both languages."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.clock import now


def _french() -> bool:
    return (get_language() or "en").startswith("fr")


def _of_another_year(value: date) -> bool:
    return value.year != timezone.localdate(now()).year


def clock(moment: time | datetime) -> str:
    """ "1:30 pm", "2 pm", "noon"; in French « 13 h 30 », « 14 h », « midi ». A datetime is read in its own zone."""
    hour, minute = moment.hour, moment.minute
    if minute == 0 and hour in (0, 12):
        return _("noon") if hour == 12 else _("midnight")
    if _french():
        return f"{hour}\u00a0h\u00a0{minute:02d}" if minute else f"{hour}\u00a0h"
    shown = f"{hour % 12 or 12}:{minute:02d}" if minute else f"{hour % 12 or 12}"
    return f"{shown}\u00a0{'am' if hour < 12 else 'pm'}"


def clock_range(start: datetime, end: datetime) -> str:
    """ "1:30 pm to 3 pm"; « de 13 h 30 à 15 h »."""
    return _("%(start)s to %(end)s") % {"start": clock(start), "end": clock(end)}


def day(value: date, *, year: bool | None = None) -> str:
    """ "Tuesday, December 1"; « mardi 1er décembre ». The year is added where it is not the current one."""
    with_year = _of_another_year(value) if year is None else year
    name = WEEKDAYS[value.weekday()]
    month = MONTHS[value.month]
    if _french():
        number = "1er" if value.day == 1 else str(value.day)
        text = f"{name} {number} {month}"
        return f"{text} {value.year}" if with_year else text
    text = f"{name}, {month} {value.day}"
    return f"{text}, {value.year}" if with_year else text


def short_weekday(number: int) -> str:
    """ "Mon"; « lun ». Monday is 0."""
    return str(WEEKDAYS_ABBR[number])


def nth(number: int) -> str:
    """A day of the month: "the 1st", "the 22nd"; « le 1er », « le 22 »."""
    if _french():
        return "le 1er" if number == 1 else f"le {number}"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in {11, 12, 13} else 0, "th")
    return f"the {number}{ending}"


def month_day(value: date) -> str:
    """ "December 24"; « 24 décembre ». The year is added where it is not the current one."""
    number = "1er" if _french() and value.day == 1 else str(value.day)
    month = MONTHS[value.month]
    with_year = _of_another_year(value)
    if _french():
        return f"{number} {month} {value.year}" if with_year else f"{number} {month}"
    return f"{month} {number}, {value.year}" if with_year else f"{month} {number}"


def full(value: date) -> str:
    """ "November 28, 2026"; « 28 novembre 2026 », « 1er décembre 2026 »: as it stands in a letter."""
    month = MONTHS[value.month]
    if _french():
        return f"{'1er' if value.day == 1 else value.day}\u00a0{month}\u00a0{value.year}"
    return f"{month}\u00a0{value.day}, {value.year}"


def how_long(minutes: int) -> str:
    """ "45 minutes", "1 hour", "1 hour 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    in_hours = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    in_minutes = ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest}
    if not hours:
        return in_minutes
    return f"{in_hours} {in_minutes}" if rest else in_hours


def when(start: datetime, end: datetime) -> str:
    """ "Tuesday, December 1, 1:30 pm to 3 pm"; « mardi 1er décembre, de 13 h 30 à 15 h »."""
    return f"{day(start.date())}, {clock_range(start, end)}"
