"""What a report is about: a quarter beside the three before, or a year of funders once it has settled. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from evaluation import figures
from evaluation.indicators import Quarter, up_to
from evaluation.indicators import read as read_quarter
from evaluation.indicators.quarters import read_year
from evaluation.safe.years import SETTLES_IN, Year, year_of

QUARTERS, YEARS = 8, 4  # how many of each are offered


@dataclass(frozen=True)
class Period:
    """`year`: of a yearly report. `quarter`: the last one that is shown."""

    quarter: Quarter
    year: Year | None = None

    @classmethod
    def of_year(cls, year: Year) -> "Period":
        return cls(Quarter(year.start + 1, 1), year)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Side by side, the oldest first. Nothing is their sum."""
        return tuple(up_to(self.quarter))

    @property
    def title(self) -> str:
        if self.year:
            return _("Yearly report, April %(first)s to March %(last)s") % {
                "first": self.year.start,
                "last": self.year.start + 1,
            }
        return _("Quarterly report, %(quarter)s") % {"quarter": figures.words(self.quarter)}

    def is_ready(self, now: datetime, zone: ZoneInfo) -> bool:
        """A year only once it has settled; a quarter at any time, as the page of the numbers."""
        return self.year is None or self.year.has_settled(now, zone)

    def is_over(self, today: date) -> bool:
        return today >= self.quarter.next.first

    def settles(self, zone: ZoneInfo) -> date:
        """The day from which the yearly report can be made."""
        year = self.year or Year(self.quarter.year)
        return (year.ends(zone) + SETTLES_IN).date()

    def __str__(self) -> str:
        return str(self.year.start) if self.year else str(self.quarter)


def read(text: str) -> Period | None:
    """ "2026-3" is a quarter and "2025" the year that begins in it; None for anything else."""
    if quarter := read_quarter(text):
        return Period(quarter)
    year = read_year(text)
    return Period.of_year(Year(year)) if year else None


def quarterly(today: date) -> list[Period]:
    """The newest first; the one that goes on is the first."""
    return [Period(quarter) for quarter in reversed(up_to(Quarter.of(today), QUARTERS))]


def yearly(now: datetime, zone: ZoneInfo) -> list[Period]:
    """Those that are over, the newest first, whether they have settled or not."""
    last = year_of(now, zone).start - 1
    return [Period.of_year(Year(start)) for start in range(last, last - YEARS, -1)]
