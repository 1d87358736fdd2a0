"""On which days is a centre closed, and why?"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

from centres.models import Centre
from core.bilingual import Bilingual


@dataclass(frozen=True)
class ClosedDay:
    """A day, its reason in both languages, and whether it is a statutory holiday or else the centre's own closure."""

    day: date
    reason_en: str
    reason_fr: str
    is_holiday: bool

    reason = Bilingual("reason")


@lru_cache(maxsize=32)
def statutory_holidays(year: int) -> dict[date, ClosedDay]:
    """Ontario's public holidays of a year (Employment Standards Act, 2000, s. 1), from the `holidays` package."""
    english = holidays.country_holidays("CA", subdiv="ON", years=year, language="en_CA")
    french = holidays.country_holidays("CA", subdiv="ON", years=year, language="fr")
    # The package leaves this one in English, and writes a typewriter's apostrophe.
    names = {day: name.replace("Boxing Day", "Lendemain de Noël").replace("'", "’") for day, name in french.items()}
    return {day: ClosedDay(day, name, names[day], True) for day, name in english.items()}


def closed_days(centre: Centre, first: date, last: date) -> dict[date, ClosedDay]:
    """The centre's closed days from `first` to `last`, both included. One query, however long the span."""
    found: dict[date, ClosedDay] = {}
    if centre.observes_holidays:
        for year in range(first.year, last.year + 1):
            found |= {day: what for day, what in statutory_holidays(year).items() if first <= day <= last}
    for closure in centre.closures.filter(first_day__lte=last, last_day__gte=first):
        day = max(first, closure.first_day)
        while day <= min(last, closure.last_day):
            found[day] = ClosedDay(day, closure.reason_en, closure.reason_fr, False)
            day += timedelta(days=1)
    return found
