"""The only spans of time by which people are counted here: whole years, side by side, once they have settled.

With dates of one's own, the one table less the other would be the people of a single day. Pure; no database.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

FIRST_MONTH = 4  # as Ontario's funders count: April to March
# After the end of a year, the last answers of its people still come in: as long as the longest time to answer.
SETTLES_IN = timedelta(days=61)


@dataclass(frozen=True, order=True)
class Year:
    """`start`: the year in which it begins."""

    start: int

    def begins(self, zone: ZoneInfo) -> datetime:
        return datetime(self.start, FIRST_MONTH, 1, tzinfo=zone)

    def ends(self, zone: ZoneInfo) -> datetime:
        """The moment at which the next one begins."""
        return datetime(self.start + 1, FIRST_MONTH, 1, tzinfo=zone)

    def has_settled(self, now: datetime, zone: ZoneInfo) -> bool:
        return self.ends(zone) + SETTLES_IN <= now

    def __str__(self) -> str:
        return f"{self.start}–{self.start + 1}"


def year_of(moment: datetime, zone: ZoneInfo) -> Year:
    local = moment.astimezone(zone)
    return Year(local.year if local.month >= FIRST_MONTH else local.year - 1)


def settled(since: datetime, now: datetime, zone: ZoneInfo) -> list[Year]:
    """Those since then that have settled, the newest first."""
    first, last = year_of(since, zone).start, year_of(now, zone).start
    return [year for start in range(last, first - 1, -1) if (year := Year(start)).has_settled(now, zone)]
