"""How a file tells a calendar program when a zone changes its clocks: the VTIMEZONE component.

Made here from the zone's own transitions, because two details decide whether programs agree on the hour: an onset is
written in the local time *before* the change (RFC 5545 s. 3.6.5), and a yearly rule is read by programs that skip
lists of dates. A zone whose law changes within the years asked for gets the dates one by one.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Change(NamedTuple):
    """A kind of change of the clocks: from which offset to which, and what the new time is called."""

    before: timedelta
    after: timedelta
    name: str
    is_daylight: bool


@lru_cache(maxsize=64)
def vtimezone(key: str, first_year: int, last_year: int) -> bytes:
    """The VTIMEZONE of a zone that holds for everything that happens in these years."""
    zone = ZoneInfo(key)
    # One year more in front: January lives by the change of the autumn before.
    changes = _changes(zone, first_year - 1, last_year)
    component = Timezone()
    component.add("tzid", key)
    if not changes:
        changes = {_standing(zone, first_year): [datetime(1970, 1, 1)]}  # noqa: DTZ001 - local by definition
    for change, onsets in changes.items():
        component.add_component(_observance(change, onsets, years=last_year - first_year + 2))
    return bytes(component.to_ical())


def _standing(zone: ZoneInfo, year: int) -> Change:
    """What a zone that never changes its clocks lives by."""
    moment = datetime(year, 1, 1, tzinfo=zone)
    return Change(_offset(moment), _offset(moment), str(moment.tzname()), is_daylight=False)


def _changes(zone: ZoneInfo, first_year: int, last_year: int) -> dict[Change, list[datetime]]:
    """The local onsets of every kind of change in these years."""
    found: dict[Change, list[datetime]] = defaultdict(list)
    first = datetime(first_year, 1, 1, tzinfo=UTC)
    days = (datetime(last_year + 1, 1, 1, tzinfo=UTC) - first).days
    for earlier, later in pairwise(first + timedelta(days=number) for number in range(days + 1)):
        if _offset(earlier.astimezone(zone)) != _offset(later.astimezone(zone)):
            moment = _first_minute_after(zone, earlier, later)
            after, before = moment.astimezone(zone), (moment - timedelta(minutes=1)).astimezone(zone)
            change = Change(_offset(before), _offset(after), str(after.tzname()), is_daylight=bool(after.dst()))
            found[change].append((moment + _offset(before)).replace(tzinfo=None))
    return found


def _first_minute_after(zone: ZoneInfo, earlier: datetime, later: datetime) -> datetime:
    """The minute at which the offset between two moments changes, by halving."""
    while later - earlier > timedelta(minutes=1):
        middle = earlier + timedelta(minutes=(later - earlier) // timedelta(minutes=2))
        if _offset(middle.astimezone(zone)) == _offset(earlier.astimezone(zone)):
            earlier = middle
        else:
            later = middle
    return later


def _observance(change: Change, onsets: list[datetime], *, years: int) -> TimezoneStandard | TimezoneDaylight:
    component = TimezoneDaylight() if change.is_daylight else TimezoneStandard()
    component.TZOFFSETFROM = change.before
    component.TZOFFSETTO = change.after
    component.add("tzname", change.name)
    component.DTSTART = onsets[0]
    rules = {(moment.month, (moment.day - 1) // 7 + 1, moment.weekday(), moment.time()) for moment in onsets}
    if len(rules) == 1 and len(onsets) == years:
        month, nth, weekday, _time = rules.pop()
        component.add("rrule", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": f"{nth}{DAYS[weekday]}"})
    elif onsets[1:]:
        component.add("rdate", onsets[1:])
    return component


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()
