"""What there is to say about entries of a file, in the reader's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.importing.found import Remark
from core import dates

MOST_DAYS = 4

# Of a whole file nothing can be made.
_FILE = {
    "empty": _("The file is empty."),
    "too_large": _("The file is larger than 1.5 MB. Export fewer months, or leave pictures out."),
    "too_long_file": _("The file has more than %(most)d lines. Export fewer months."),
    "too_many_entries": _("The file has more than %(most)d entries. Export fewer months, or split it."),
    "too_large_inside": _("The spreadsheet is too large inside. Copy the schedule alone into a new one."),
    "old_excel": _("This is an old kind of Excel file. Open it, and save it as .xlsx or as CSV."),
    "locked": _("The spreadsheet is locked with a password. Save it without one."),
    "vcalendar_1": _(
        "This is a calendar of a very old kind (vCalendar 1.0), which cannot be read. Export it as iCalendar (.ics)."
    ),
    "not_a_table": _("This is neither a calendar file (.ics) nor a spreadsheet (.xlsx or .csv) that can be read."),
    "no_headings": _(
        "No row with the headings was found: there must be at least one for the name of the group and one for the "
        "time. The template has them all."
    ),
    "encoding": _("The file’s letters are not in UTF-8. They were read as Windows writes them: look at the accents."),
}
# An entry makes no group.
_ENTRY = {
    "all_day": _("It lasts all day. A date here needs a time at which it begins and one at which it ends."),
    "all_off": _("All of its coming dates are called off."),
    "cancelled": _("It is cancelled."),
    "closed": _("The centre is closed on all of its dates."),
    "cut_off": _("The file ends in the middle of it."),
    "date_unclear": _(
        "“%(text)s” can be two days: is the day or the month first? Write it like 2026-12-01 or 1 Dec 2026."
    ),
    "column_unknown": _("This column has a heading that we do not know. It is left out."),
    "date_unknown": _("“%(text)s” is not a date that we know. Write it like 2026-12-01 or 1 Dec 2026."),
    "ends_before_start": _("It ends before it starts."),
    "exrule": _("It has a rule for its exceptions (EXRULE), which cannot be read."),
    "free_busy": _("It says when somebody is busy, and is no event."),
    "last_before_first": _("The last date comes before the first date."),
    "length_unknown": _("“%(text)s” is not a length that we know. Write it like 90 min or 1 h 30."),
    "no_day": _("There is neither a weekday nor a first date."),
    "no_end": _("It has no end: neither a time nor a length."),
    "no_first_date": _("It needs its first date, to know which week or which day of the month is meant."),
    "no_start": _("It has no time at which it starts."),
    "no_title": _("It has no name."),
    "note": _("It is a note, and no event."),
    "often_unknown": _(
        "“%(text)s” is not known. Write every week, every two weeks, first Tuesday, last Friday, every month or once."
    ),
    "over": _("It is over: no date lies ahead."),
    "private": _("It is marked as private, and was left alone."),
    "range": _("It was changed “from this date on” in a way that cannot be read. Split it in your calendar."),
    "rule": _("How it repeats cannot be read."),
    "rule_too_many": _("It repeats too often for a group."),
    "task": _("It is a task, and no event."),
    "time_invalid": _("“%(text)s” is not a time that we know. Write it like 1:30 pm or 13:30."),
    "time_unclear": _("“%(text)s”: in the morning, or later in the day? Add am or pm."),
    "too_long": _("It lasts longer than a day."),
    "too_slow": _("The file takes too long to read, and this part was not reached. Split it."),
    "weekday_unknown": _("“%(text)s” is not a day of the week."),
    "weekdays_differ": _("The day of the week and the words for how often name two different days."),
    "wrong_nth": _("%(day)s is not that one of its month."),
    "wrong_weekday": _("The first date is %(day)s, which is another day of the week."),
    "zone": _("Its time zone, “%(name)s”, is not known."),
}
# A group is made, and somebody should look at this.
_GROUP = {
    "begins_later": _("Its first date is %(day)s; dates are made half a year ahead."),
    "closed_days": _("No date is made for days on which the centre is closed: %(days)s."),
    "date_left_out": _("An extra date was left out, because it cannot be read: %(text)s."),
    "exception_misses": _("An exception names a time at which there is no date, and has no effect: %(text)s."),
    "floating": _("Its times name no time zone, and were taken as the centre’s own."),
    "kind_unknown": _("“%(text)s” is no kind of group that we know."),
    "language_unknown": _("“%(text)s” is no language that we know."),
    "line_unreadable": _("Line %(line)d cannot be read, and was left out."),
    "no_master": _("Only single dates of a series are in the file. They were taken as they are."),
    "other_zone": _("Its times were written in another time zone (%(zone)s). Here they are in the centre’s."),
    "own_title_lost": _("On %(day)s it has another name, which does not come along."),
    "place_of_date": _("On %(day)s it meets at “%(place)s”, which is not known here; the date keeps the usual place."),
    "same_uid": _("The file has this entry more than once. The newest was taken."),
    "seats_unknown": _("“%(text)s” is not a number of places."),
    "single_dates": _("No rule here can say how it repeats, so each date stands for itself."),
    "single_dates_until": _(
        "No rule here can say how it repeats, so each date stands for itself, until %(day)s. Later ones you add."
    ),
    "taken_as_once": _("Nothing says how often it meets. It was taken as a single date."),
    "taken_as_weekly": _("Nothing says how often it meets. It was taken as every week."),
    "title_cut": _("Its name was too long, and was cut."),
    "two_on_one_day": _("On %(day)s it would meet twice. The second time was left out."),
    "leader_unknown": _("No active champion of the centre is called “%(name)s”."),
}
WORDS: dict[str, str | Promise] = {**_FILE, **_ENTRY, **_GROUP}


def said(remark: Remark) -> str:
    """The sentence, in the active language."""
    return str(WORDS[remark.code]) % _written(remark.values)


def _written(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _in_words(value) for name, value in values.items()}


def _in_words(value: Any) -> Any:
    if isinstance(value, date):
        return dates.day(value)
    if not isinstance(value, list):
        return value
    shown = [dates.day(day) for day in value[:MOST_DAYS]]
    more = len(value) - len(shown)
    return get_text_list(shown, gettext("and")) if not more else ", ".join([*shown, "…"])
