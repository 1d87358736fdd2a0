"""From the name that a calendar program gives a time zone to one of the IANA database."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

# Whose offsets a zone of an unknown name is compared with: Canada's, from east to west. The centre's own comes first.
_CANADA = (
    "America/St_Johns",
    "America/Halifax",
    "America/Toronto",
    "America/Atikokan",
    "America/Winnipeg",
    "America/Regina",
    "America/Edmonton",
    "America/Phoenix",
    "America/Vancouver",
    "UTC",
)
Offsets = tuple[timedelta, timedelta]  # in winter and in summer


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())


def by_name(tzid: str) -> ZoneInfo | None:
    """ "America/Toronto", "/vendor.example/America/Toronto", and Windows's "Eastern Standard Time"."""
    name = tzid.strip().strip("/")
    if name in WINDOWS_TO_OLSON:
        return ZoneInfo(WINDOWS_TO_OLSON[name])
    parts = name.split("/")
    tails = ("/".join(parts[number:]) for number in range(len(parts)))
    return next((ZoneInfo(tail) for tail in tails if tail in _known()), None)


def offset(text: str) -> timedelta | None:
    """ "-0500" """
    sign, digits = text[:1], text[1:]
    if sign not in {"+", "-"} or len(digits) not in {4, 6} or not (digits.isascii() and digits.isdecimal()):
        return None
    length = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
    return -length if sign == "-" else length


def offsets_of(zone: ZoneInfo, year: int) -> Offsets:
    winter, summer = (datetime(year, month, 15, tzinfo=zone).utcoffset() for month in (1, 7))
    return winter or timedelta(), summer or timedelta()


def by_offsets(offsets: Offsets, *, own: ZoneInfo, year: int) -> ZoneInfo | None:
    """A zone with these offsets; the centre's `own` where it has them."""
    candidates = [own, *(ZoneInfo(name) for name in _CANADA)]
    return next((zone for zone in candidates if offsets_of(zone, year) == offsets), None)


class Zones:
    """The zones that one file speaks of. `described` are the offsets of its VTIMEZONE parts, by name."""

    def __init__(self, described: Mapping[str, Offsets | str], *, own: ZoneInfo, year: int, usual: str = "") -> None:
        self.described = described
        self.own = own
        self.year = year
        self.usual = by_name(usual) if usual else None

    def find(self, tzid: str) -> ZoneInfo | None:
        """None where nobody can tell."""
        if found := by_name(tzid):
            return found
        there = self.described.get(tzid)
        if isinstance(there, str):
            return by_name(there)
        return by_offsets(there, own=self.own, year=self.year) if there else None
