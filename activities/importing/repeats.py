"""A calendar's rule of repetition: its dates, and which of our timetables asks for the same ones.

Which one it is, is found by comparing dates, not by reading the rule: programs write "every Tuesday" in a dozen ways.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from activities import schedules
from activities.choices import Frequency
from activities.importing.found import NotRead, Reader, Schedule

MOST_DATES = 20_000
LOOKED_AT = timedelta(days=1830)  # how far two rules are compared: in five years the fifth Friday is not the last one
# What each frequency may be narrowed by: all that calendar programs offer, and nothing that could ask for a date that
# never comes, for which the expansion would look through eight thousand years.
_PARTS = {
    "DAILY": {"BYDAY"},
    "WEEKLY": {"BYDAY"},
    "MONTHLY": {"BYDAY", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
}
_ALWAYS = {"FREQ", "INTERVAL", "WKST"}
_DAY = re.compile(r"(?P<nth>[+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_ORDER = (Frequency.WEEKLY, Frequency.FORTNIGHTLY, Frequency.MONTHLY, Frequency.MONTHLY_LAST)


@dataclass(frozen=True)
class Rule:
    """What is left of an RRULE without its end, and the end by itself: `until` as the calendar's local time."""

    text: str
    count: int | None
    until: datetime | None

    @property
    def is_bounded(self) -> bool:
        return self.count is not None or self.until is not None

    def starts(self, first: datetime, *, last: datetime, bounded: bool = True) -> list[datetime]:
        """The local starts from `first` to `last`. Raises `NotRead` where it asks for too many, or makes no sense."""
        try:
            rule = rrulestr(f"RRULE:{self.text}", dtstart=first)
            if bounded and self.count is not None:
                rule = rule.replace(count=self.count)
            end = min(last, self.until) if bounded and self.until else last
            found = list(islice(_up_to(rule, end), MOST_DATES))
        except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError) as error:
            raise NotRead("rule") from error
        if len(found) == MOST_DATES:
            raise NotRead("rule_too_many")
        return found


def _up_to(rule: Iterable[datetime], end: datetime) -> Iterator[datetime]:
    return takewhile(lambda moment: moment <= end, rule)


def parse(text: str, *, zone: ZoneInfo) -> Rule:
    """Take an RRULE apart. Raises `NotRead` for what no group does, such as every ten minutes."""
    parts: dict[str, str] = {}
    for part in text.upper().split(";"):
        name, _equals, value = part.partition("=")
        if name.strip():
            parts[name.strip()] = value.strip()
    count = _whole(parts.pop("COUNT", ""), most=MOST_DATES)
    until = parts.pop("UNTIL", "")
    if not _makes_sense(parts):
        raise NotRead("rule")
    rest = ";".join(f"{name}={value}" for name, value in parts.items())
    return Rule(rest, count, _until(until, zone) if until else None)


def _whole(text: str, *, most: int) -> int | None:
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,6}", text) or not 0 < int(text) <= most:
        raise NotRead("rule")
    return int(text)


def _numbers(text: str | None, most: int) -> list[int] | None:
    """A list of whole numbers from -most to most, without 0; None where it is none."""
    found = [int(part) if re.fullmatch("[+-]?[0-9]{1,2}", part) else 0 for part in (text or "").split(",")]
    return found if all(0 < abs(number) <= most for number in found) else None


def _makes_sense(parts: dict[str, str]) -> bool:
    frequency = parts.get("FREQ", "")
    if set(parts) - _ALWAYS - _PARTS.get(frequency, set()) or frequency not in _PARTS:
        return False
    interval = _whole(parts.get("INTERVAL", ""), most=1000) or 1
    days = [_DAY.fullmatch(day) for day in parts["BYDAY"].split(",")] if "BYDAY" in parts else []
    is_nth = any(day and day["nth"] for day in days)
    if not all(days) or (is_nth and frequency in {"DAILY", "WEEKLY"}) or (days and "BYMONTHDAY" in parts):
        return False
    if "BYSETPOS" in parts and (is_nth or not days or not _numbers(parts["BYSETPOS"], 5)):
        return False
    if frequency == "DAILY" and days and interval > 1:
        return False
    return _month_days_exist(parts)


def _month_days_exist(parts: dict[str, str]) -> bool:
    months = _numbers(parts["BYMONTH"], 12) if "BYMONTH" in parts else list(range(1, 13))
    if months is None or min(months) < 0:
        return False
    if "BYMONTHDAY" not in parts:
        return True
    days = _numbers(parts["BYMONTHDAY"], 31)
    longest = max(_LONGEST.get(month, 31) for month in months)
    return days is not None and min(abs(day) for day in days) <= longest


def _until(text: str, zone: ZoneInfo) -> datetime:
    """As local time. A day alone, or a time without a zone, is local already."""
    try:
        if text.endswith("Z"):
            moment = datetime.strptime(text + "+0000", "%Y%m%dT%H%M%SZ%z")
            return moment.astimezone(zone).replace(tzinfo=None)
        if "T" in text:
            return datetime.strptime(text, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - local time has no zone here
        return datetime.combine(datetime.strptime(text, "%Y%m%d"), time.max)  # noqa: DTZ007
    except (ValueError, OverflowError) as error:
        raise NotRead("rule") from error


def fit(rule: Rule, first: datetime, *, minutes: int, source: ZoneInfo, reader: Reader) -> Schedule | None:
    """The timetable that asks for the rule's dates, for good; None where none does. Exceptions are not in it."""
    compared_until = first + LOOKED_AT
    ours = [as_local(moment, source, reader.zone) for moment in rule.starts(first, last=compared_until, bounded=False)]
    if not ours or len({moment.time() for moment in ours}) > 1:
        return None
    days = [moment.date() for moment in ours]
    start = Schedule(Frequency.ONCE, days[0], ours[0].time(), minutes)
    found = next((one for one in _ORDER if _days(one, days) == days), None)
    if found is None:
        return None
    return replace(start, frequency=found, last=_last(rule, first, source, reader))


def _days(frequency: Frequency, days: Sequence[date]) -> list[date]:
    rule = schedules.rule_for(frequency, days[0])
    return list(schedules.dates(rule, first=days[0], since=days[0], until=days[-1]))


def _last(rule: Rule, first: datetime, source: ZoneInfo, reader: Reader) -> date | None:
    if not rule.is_bounded:
        return None
    far = first + timedelta(days=365 * 60)
    if rule.count is None and rule.until and rule.until > first + LOOKED_AT * 4:
        return rule.until.date()
    all_starts = rule.starts(first, last=far)
    return as_local(all_starts[-1], source, reader.zone).date() if all_starts else first.date()


def as_local(moment: datetime, source: ZoneInfo, zone: ZoneInfo) -> datetime:
    """The calendar's local time as the centre's."""
    if source.key == zone.key:
        return moment
    return moment.replace(tzinfo=source).astimezone(zone).replace(tzinfo=None)
