"""From a rule to dates. Rules live in local time: a Monday evening group meets on Monday evening, all year round.

django-recurrence holds the rule's text and checks it. It is not asked for dates, because it turns local starts into
UTC, which moves an evening group to the wrong weekday and an afternoon group by an hour when the clocks change.
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import recurrence
from dateutil.rrule import rruleset

from activities.choices import Frequency

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
UNTIL = re.compile(r"UNTIL=(\d{8})(?:T(\d{6})(Z?))?", re.IGNORECASE)


def rule_for(frequency: str, first: date) -> recurrence.Recurrence:
    """The rule of a frequency whose first date is `first`; the empty rule for something that happens once."""
    weekday = DAYS[first.weekday()]
    nth = (first.day - 1) // 7 + 1
    text = {
        Frequency.ONCE: "",
        Frequency.WEEKLY: f"RRULE:FREQ=WEEKLY;BYDAY={weekday}",
        Frequency.FORTNIGHTLY: f"RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}",
        Frequency.MONTHLY: f"RRULE:FREQ=MONTHLY;BYDAY=+{nth}{weekday}",
        Frequency.MONTHLY_LAST: f"RRULE:FREQ=MONTHLY;BYDAY=-1{weekday}",
    }[Frequency(frequency)]
    return recurrence.deserialize(text, include_dtstart=False)


def rule_from(text: str, *, start: time, zone: ZoneInfo) -> recurrence.Recurrence:
    """A rule of another calendar ("FREQ=…"), for a group that starts at that local time, as we hold it.

    Its end may be a day, a local time, or a moment in UTC. We hold the last day on which the group may start, as that
    day in UTC: django-recurrence would make another day of it in another zone.
    """
    return recurrence.deserialize(
        "RRULE:" + UNTIL.sub(lambda end: f"UNTIL={_last_day(end, start, zone):%Y%m%d}T000000Z", text),
        include_dtstart=False,
    )


def _last_day(end: re.Match[str], start: time, zone: ZoneInfo) -> date:
    day, clock, is_utc = end.groups()
    if not clock:
        return datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC).date()
    moment = datetime.strptime(day + clock, "%Y%m%d%H%M%S").replace(tzinfo=UTC if is_utc else zone)
    last = moment.astimezone(zone).date()
    is_before = moment < datetime.combine(last, start, tzinfo=zone).astimezone(UTC)
    return last - timedelta(days=1) if is_before else last


def frequency_of(rule: recurrence.Recurrence | None) -> Frequency:
    """The frequency that `rule_for` would make this rule from."""
    if not rule or not rule.rrules:
        return Frequency.ONCE
    first = rule.rrules[0]
    if first.freq == recurrence.WEEKLY:
        return Frequency.FORTNIGHTLY if first.interval == 2 else Frequency.WEEKLY
    is_last = any(weekday.index == -1 for weekday in first.byday)
    return Frequency.MONTHLY_LAST if is_last else Frequency.MONTHLY


def dates(rule: recurrence.Recurrence | None, *, first: date, since: date, until: date) -> Iterator[date]:
    """The rule's local dates from `since` to `until`, both included, counted from `first`. No zone is involved."""
    if not rule or not rule.rrules:
        if since <= first <= until:
            yield first
        return
    expanded = rruleset()
    for one in rule.rrules:
        expanded.rrule(_by_days(one).to_dateutil_rrule(dtstart=datetime.combine(first, time())))
    for moment in expanded.between(datetime.combine(since, time()), datetime.combine(until, time()), inc=True):
        yield moment.date()


def _by_days(rule: recurrence.Rule) -> recurrence.Rule:
    """The rule without a time of day: its end is a day, and the hours are the group's own."""
    found = copy.copy(rule)
    found.byhour = found.byminute = found.bysecond = []
    if rule.until:
        found.until = datetime.combine(rule.until.astimezone(UTC).date(), time())
    return found


@dataclass(frozen=True)
class Slot:
    """One computed date in local time, and the moments in UTC at which it starts and ends."""

    day: date
    start: time
    starts_at: datetime
    ends_at: datetime


def slot(day: date, start: time, minutes: int, zone: ZoneInfo) -> Slot:
    """Attach the zone to a local start. The length is counted in real minutes, also over a change of the clocks.

    A start in the hour that spring skips is read as the same number of minutes after it; one in the hour that autumn
    repeats is the first of the two (PEP 495, fold=0).
    """
    starts_at = datetime.combine(day, start, tzinfo=zone).astimezone(UTC)
    return Slot(day, start, starts_at, starts_at + timedelta(minutes=minutes))
