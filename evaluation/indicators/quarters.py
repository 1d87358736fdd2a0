"""The spans of time by which the work of a centre is counted: quarters of the year, side by side. Pure; no database.

There are no dates of one's own: of two tables that overlap, one less the other would be the people of a single day.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

SHOWN = 4
FIRST, LAST = 2000, 2999  # years: beyond them is no work of ours, and near the ends of the calendar no day before


@dataclass(frozen=True, order=True)
class Quarter:
    """`number` from 1 to 4: January to March is the first."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == SHOWN else Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year - 1, SHOWN) if self.number == 1 else Quarter(self.year, self.number - 1)

    def begins(self, zone: ZoneInfo) -> datetime:
        return datetime.combine(self.first, time(), zone)

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


def read(text: str) -> Quarter | None:
    """ "2026-3"; None for anything else."""
    year, _dash, number = text.partition("-")
    found = read_year(year)
    return Quarter(found, int(number)) if found and number in {"1", "2", "3", "4"} else None


def read_year(text: str) -> int | None:
    """ "2026"; None for anything else."""
    if not (len(text) == len(str(LAST)) and text.isascii() and text.isdecimal()):
        return None
    return int(text) if FIRST <= int(text) <= LAST else None


def up_to(last: Quarter, how_many: int = SHOWN) -> list[Quarter]:
    """So many side by side, the oldest first."""
    found = [last]
    while len(found) < how_many:
        found.insert(0, found[0].previous)
    return found
