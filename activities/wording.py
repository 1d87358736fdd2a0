"""An activity in words: when it meets, how to join, what is known of the place. In the active language."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext, ngettext

from activities import rules_in_words
from activities.choices import JoinMode
from activities.models import Pause
from activities.models.details import GroupDetails
from centres.models import Centre
from core import dates

# Where somebody can have a place at one date alone.
BY_DATE = frozenset({JoinMode.SIGN_UP, JoinMode.STANDING})


def discreet_title(centre: Centre) -> str:
    """What a sensitive group is called where others may read along."""
    return gettext("Group at %(centre)s") % {"centre": centre.name}


def rule_in_words(details: GroupDetails) -> str:
    """ "Every Tuesday, 1:30 pm to 3 pm"; « Tous les mardis, de 13 h 30 à 15 h ». Empty without a schedule."""
    if details.start_date is None or details.start_time is None or details.minutes is None:
        return ""
    start = datetime.combine(details.start_date, details.start_time)
    hours = dates.clock_range(start, start + timedelta(minutes=details.minutes))
    return gettext("%(days)s, %(hours)s") % {"days": rules_in_words.days(details), "hours": hours}


def rule_in_full(details: GroupDetails, left_out: Iterable[date]) -> str:
    """ "Every second Tuesday, 1:30 pm to 3 pm, except December 24; ends June 30"."""
    said = rule_in_words(details)
    last = details.last_date if details.rule else None
    return f"{said}{rules_in_words.exceptions(left_out)}{rules_in_words.ending(last)}" if said else ""


def pause_in_words(pause: Pause, back_on: date | None = None) -> str:
    """ "Paused from July 1 until further notice"; "Paused from July 1; back on September 7"."""
    if pause.last_day is None:
        return gettext("Paused from %(day)s until further notice") % {"day": dates.month_day(pause.first_day)}
    if back_on:
        days = {"first": dates.month_day(pause.first_day), "back": dates.month_day(back_on)}
        return gettext("Paused from %(first)s; back on %(back)s") % days
    days = {"first": dates.month_day(pause.first_day), "last": dates.month_day(pause.last_day)}
    return gettext("Paused from %(first)s to %(last)s") % days


def seats_in_words(*, join_mode: str, capacity: int | None, taken: int) -> str:
    """What a line says of the free places: nothing where nobody signs up for single dates, or where nobody counts."""
    if join_mode not in BY_DATE or capacity is None:
        return ""
    left = max(0, capacity - taken)
    if not left:
        return gettext("Full: you can join the waiting list")
    return ngettext("%(count)d place left", "%(count)d places left", left) % {"count": left}
