"""The VTIMEZONE must say the same as the zone itself, to programs that know nothing but the file."""

import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from calendars.zones import vtimezone

# Atikokan never changes its clocks; Regina neither, in another zone; Casablanca's law names the dates one by one.
ZONES = [
    "America/Toronto",
    "America/Winnipeg",
    "America/Thunder_Bay",
    "America/Atikokan",
    "America/Regina",
    "Africa/Casablanca",
]


@pytest.mark.parametrize("key", ZONES)
def test_offsets_read_from_the_file_equal_those_of_the_zone(key: str) -> None:
    read = tzical(io.StringIO(vtimezone(key, 2026, 2027).decode())).get()
    zone = ZoneInfo(key)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    while moment.year < 2028:
        local = moment.astimezone(zone)
        if not local.fold:  # text has no second run of a repeated hour
            assert local.replace(tzinfo=read).utcoffset() == local.utcoffset(), local
        moment += timedelta(hours=1)


def test_yearly_change_is_a_rule_that_starts_in_the_time_before_it() -> None:
    assert vtimezone("America/Toronto", 2026, 2027).decode().split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:America/Toronto",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250309T020000",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "TZNAME:EDT",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251102T020000",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
        "TZNAME:EST",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def test_zone_that_never_changes_has_one_observance() -> None:
    assert vtimezone("America/Atikokan", 2026, 2027).count(b"BEGIN:") == 2
