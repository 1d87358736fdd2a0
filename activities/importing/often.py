"""How often a group meets, as a spreadsheet says it: « aux deux semaines », "second Tuesday of the month"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from activities.choices import Frequency
from activities.importing.found import NotRead
from activities.importing.typed import WEEKDAYS
from core.text import fold

_WORDS = {
    "": Frequency.WEEKLY,
    **dict.fromkeys(
        ("weekly", "every week", "each week", "1 week", "hebdomadaire", "chaque semaine", "toutes les semaines"),
        Frequency.WEEKLY,
    ),
    **dict.fromkeys(
        (
            "every two weeks",
            "every 2 weeks",
            "every second week",
            "every other week",
            "fortnightly",
            "2 weeks",
            "aux deux semaines",
            "aux 2 semaines",
            "toutes les deux semaines",
            "toutes les 2 semaines",
            "une semaine sur deux",
        ),
        Frequency.FORTNIGHTLY,
    ),
    **dict.fromkeys(
        ("monthly", "every month", "each month", "mensuel", "mensuelle", "chaque mois", "tous les mois"),
        Frequency.MONTHLY,
    ),
    **dict.fromkeys(("once", "one time", "one-time", "une fois", "une seule fois", "unique"), Frequency.ONCE),
}
_NTH = {
    **dict.fromkeys(("first", "1st", "premier", "1er"), 1),
    **dict.fromkeys(("second", "2nd", "deuxieme", "2e"), 2),
    **dict.fromkeys(("third", "3rd", "troisieme", "3e"), 3),
    **dict.fromkeys(("fourth", "4th", "quatrieme", "4e"), 4),
    **dict.fromkeys(("fifth", "5th", "cinquieme", "5e"), 5),
    **dict.fromkeys(("last", "dernier"), -1),
}
_OF_MONTH = re.compile(
    r"(?:the |le |every |monthly,? |chaque )?(?P<nth>\S+)(?: (?P<day>[a-z]+))?"
    r"(?: (?:of (?:the|each|every) month|monthly|du mois|de chaque mois|of month))?"
)


@dataclass(frozen=True)
class Often:
    """A frequency; of a monthly one, which of the month, and of which weekday, where that is said."""

    frequency: Frequency
    nth: int | None = None
    weekday: int | None = None

    def first_from(self, today: date, weekday: int) -> date:
        """The first such day from today on; of what comes every two weeks nobody can tell which week is meant."""
        if self.frequency in {Frequency.ONCE, Frequency.FORTNIGHTLY} or (self._is_monthly and self.nth is None):
            raise NotRead("no_first_date")
        days = (today + timedelta(days=number) for number in range(400))
        return next(day for day in days if day.weekday() == weekday and self.holds(day))

    def holds(self, day: date) -> bool:
        """Whether the day is the one of its month that is asked for."""
        if not self._is_monthly or self.nth is None:
            return True
        if self.nth == -1:
            return (day + timedelta(days=7)).month != day.month
        return (day.day - 1) // 7 + 1 == self.nth

    @property
    def _is_monthly(self) -> bool:
        return self.frequency in {Frequency.MONTHLY, Frequency.MONTHLY_LAST}


def read(value: Any) -> Often:
    """Raises `NotRead` for what is not known: "biweekly" is twice a week for some, and every two weeks for others."""
    text = fold(str(value or "")).strip(" .")
    if text in _WORDS:
        return Often(_WORDS[text])
    match = _OF_MONTH.fullmatch(text)
    nth = _NTH.get(match["nth"]) if match else None
    weekday = WEEKDAYS.get(match["day"]) if match and match["day"] else None
    if match is None or nth is None or (match["day"] and weekday is None):
        raise NotRead("often_unknown", text=text[:40])
    return Often(Frequency.MONTHLY_LAST if nth == -1 else Frequency.MONTHLY, nth, weekday)
