"""A rule as people say it: "Every second Tuesday", « Un mardi sur deux ». In the active language."""

from collections.abc import Iterable
from datetime import date

import recurrence
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from activities.models.details import Schedule
from core import dates
from core.text import listed

EVERY = (
    gettext_lazy("Every Monday"),
    gettext_lazy("Every Tuesday"),
    gettext_lazy("Every Wednesday"),
    gettext_lazy("Every Thursday"),
    gettext_lazy("Every Friday"),
    gettext_lazy("Every Saturday"),
    gettext_lazy("Every Sunday"),
)
EVERY_SECOND = (
    gettext_lazy("Every second Monday"),
    gettext_lazy("Every second Tuesday"),
    gettext_lazy("Every second Wednesday"),
    gettext_lazy("Every second Thursday"),
    gettext_lazy("Every second Friday"),
    gettext_lazy("Every second Saturday"),
    gettext_lazy("Every second Sunday"),
)
# Translators: one of several days in "Every Monday and Thursday"; in French in the plural, « lundis »
DAYS = (
    pgettext_lazy("every", "Monday"),
    pgettext_lazy("every", "Tuesday"),
    pgettext_lazy("every", "Wednesday"),
    pgettext_lazy("every", "Thursday"),
    pgettext_lazy("every", "Friday"),
    pgettext_lazy("every", "Saturday"),
    pgettext_lazy("every", "Sunday"),
)
# Translators: one of several days in "Every 3 weeks, on Monday and Thursday"; in French « le lundi »
ON_DAYS = (
    pgettext_lazy("on", "Monday"),
    pgettext_lazy("on", "Tuesday"),
    pgettext_lazy("on", "Wednesday"),
    pgettext_lazy("on", "Thursday"),
    pgettext_lazy("on", "Friday"),
    pgettext_lazy("on", "Saturday"),
    pgettext_lazy("on", "Sunday"),
)
# Translators: one of several in "The first and the third Tuesday of each month"
NTH = {
    1: gettext_lazy("the first"),
    2: gettext_lazy("the second"),
    3: gettext_lazy("the third"),
    4: gettext_lazy("the fourth"),
    5: gettext_lazy("the fifth"),
    -1: gettext_lazy("the last"),
}
FIFTH = gettext_lazy("the fifth %(weekday)s of the month, when there is one")


def days(schedule: Schedule) -> str:
    """ "Every Tuesday", "The second Tuesday of each month"; for what happens once, its date. Needs `start_date`."""
    return str(capfirst(in_a_sentence(schedule)))


def in_a_sentence(schedule: Schedule) -> str:
    """The same as it stands inside a sentence: "every Tuesday"."""
    first = schedule.start_date
    rules = schedule.rule.rrules if schedule.rule else []
    if first is None or not rules:
        return dates.day(first) if first else ""
    said = ""
    if len(rules) == 1 and not (schedule.rule.rdates or schedule.rule.exrules or rules[0].bymonth):
        said = _in_words(rules[0], first)
    return said or gettext("on dates of its own")


def _in_words(rule: recurrence.Rule, first: date) -> str:
    """Empty for a rule that no short phrase says truly."""
    if rule.freq == recurrence.WEEKLY and not rule.bysetpos:
        return _weekly(rule.interval, sorted({day.number for day in rule.byday} or {first.weekday()}))
    if rule.freq == recurrence.MONTHLY and rule.interval == 1:
        return _monthly(rule, first)
    if rule.freq == recurrence.DAILY and rule.interval == 1 and not rule.byday:
        return gettext("every day")
    return ""


def _weekly(interval: int, weekdays: list[int]) -> str:
    if interval <= 2 and len(weekdays) == 1:
        return str((EVERY if interval == 1 else EVERY_SECOND)[weekdays[0]])
    if interval == 1:
        return gettext("every %(days)s") % {"days": listed(str(DAYS[number]) for number in weekdays)}
    on = listed(str(ON_DAYS[number]) for number in weekdays)
    return gettext("every %(count)d weeks, on %(days)s") % {"count": interval, "days": on}


def _monthly(rule: recurrence.Rule, first: date) -> str:
    if rule.bysetpos or (rule.byday and rule.bymonthday):
        return ""
    if not rule.byday:
        numbers = sorted(rule.bymonthday or [first.day])
        if numbers == [-1]:
            return gettext("on the last day of each month")
        if numbers[0] < 1:
            return ""
        return gettext("on %(days)s of each month") % {"days": listed(dates.nth(number) for number in numbers)}
    which = sorted((day.index or 0 for day in rule.byday), key=lambda index: (index < 0, index))
    weekdays = {day.number for day in rule.byday}
    if len(weekdays) != 1 or any(index not in NTH for index in which):
        return ""
    weekday = formats.date_format(date(2024, 1, 1 + weekdays.pop()), "l")  # 1 January 2024 was a Monday
    if which == [5]:
        return str(FIFTH) % {"weekday": weekday}
    named = listed(str(NTH[index]) for index in which)
    return gettext("%(which)s %(weekday)s of each month") % {"which": named, "weekday": weekday}


def exceptions(left_out: Iterable[date]) -> str:
    """ ", except December 24 and January 2"; « , sauf le 24 décembre et le 2 janvier ». Empty without any."""
    days_out = [dates.month_day(one) for one in left_out]
    if not days_out:
        return ""
    # Translators: one day in "except December 24 and January 2"; in French « le 24 décembre »
    said = listed(pgettext("except", "%(day)s") % {"day": one} for one in days_out)
    return gettext(", except %(days)s") % {"days": said}


def ending(last: date | None) -> str:
    """ "; ends June 30"; « ; jusqu’au 30 juin ». Empty where it goes on."""
    return gettext("; ends %(day)s") % {"day": dates.month_day(last)} if last else ""
