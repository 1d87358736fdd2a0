"""Another time for a visit as people text it: "2 Tues 2:30pm", "Dec 4 14:00", « mardi 14 h », « 4 déc. 14h30 ».

Both languages, whichever is whose. Nothing here is certain: what was understood is said back in words, and asked.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import override

from activities import weekdays
from core.fields import TimeField
from core.text import fold

WEEK = timedelta(days=7)
NIGHT_ENDS = 7  # nobody visits at « 2 h » in the night
_CANNOT = "2 "  # who answers that they cannot, and goes on to say when they can
_SAYS_NOTHING = (
    "on|at|the|for|around|next|please|instead|better|sorry|thanks|thank you|hi|hello|can we do|can we|could we"
    "|can you come|le|a|vers|pour|prochaine?|svp|s il vous plait|plutot|desolee?|merci|bonjour|je peux|on peut"
)
_SAID_OTHERWISE = (
    (re.compile(r"['’`]"), " "),
    (re.compile(r"\baujourd hui\b"), weekdays.TODAY["en"]),
    (re.compile(r"\b([ap])\. ?m\b\.?"), r"\1m"),
    (re.compile(r"(?<=\d)\.(?=\d)"), ":"),
    (re.compile(r"[^\w:/ -]|_|(?<!\d)-|-(?!\d)"), " "),  # "3/12" and "2-3" stay what cannot be read
    (re.compile(r"\b(?:(?:in the|this|du|ce) )?(?:morning|matin)\b"), "am"),
    (re.compile(r"\b(?:(?:in the|this|de l|cet) )?(?:afternoon|apres midi)\b"), "pm"),
    (re.compile(r"\b(?:(?:in the|this|du|ce) )?(?:evening|soir)\b"), "pm"),
    (re.compile(r"(?<=\d) ?(?:o clock|oclock|hrs?|hours?)\b"), ""),
    (re.compile(rf"\b(?:{_SAYS_NOTHING})\b"), " "),
)
_NUMBER = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|e)?")
_YEAR = re.compile(r"20\d\d")
_MARKS = ("am", "pm", "h", "heure", "heures")  # what makes an hour of the number before
_BY_SPACE = re.compile(r"^(\d{1,2}) (\d{2})\b")
_TIME_FIELD = TimeField()


@dataclass(frozen=True)
class Clock:
    """A time of day; where it `is_unclear`, perhaps twelve hours later."""

    hour: time
    is_unclear: bool

    def nearest(self, to: time) -> time:
        """Of the two that it may be, the one that lies nearer to `to`; the later where both lie as near."""
        if not self.is_unclear:
            return self.hour
        both = (self.hour.replace(hour=self.hour.hour + 12), self.hour)
        return min(both, key=lambda one: abs(_minutes(one) - _minutes(to)))


@dataclass(frozen=True)
class Wanted:
    """What was said: the name of a day, a date (of a `year`, or of none), a time of day, or some of these."""

    name: str = ""
    month: int = 0
    number: int = 0
    year: int = 0
    clock: Clock | None = None

    def beside(self, start: datetime, *, today: date) -> tuple[date, time] | None:
        """Day and time, in place of a visit at this local start: what was not said stays. None where no day is both
        what it is called and what its date says, or where there is no such date."""
        day = self._day(start.date(), today)
        return (day, self.clock.nearest(start.time()) if self.clock else start.time()) if day else None

    def _day(self, present: date, today: date) -> date | None:
        if self.month:
            day = self._date(today)
            return day if day and (not self.name or weekdays.named(self.name, day) == day) else None
        if not self.name:
            return present
        day = weekdays.named(self.name, today)
        is_today = self.name in weekdays.TODAY.values()
        return day + WEEK if day == today and not is_today else day

    def _date(self, today: date) -> date | None:
        """Without a year the nearest: who writes of last week is told so, and nothing is planned for next year."""
        years = (self.year,) if self.year else (today.year - 1, today.year, today.year + 1)
        days = [day for year in years if (day := _day_of(year, self.month, self.number))]
        return min(days, key=lambda day: abs(day - today), default=None)


def read(said: str) -> Wanted | None:
    """What these words say; None where they say no time. A number alone does not: it answers a question."""
    text = _tidied(said)
    after_no = _read(text.removeprefix(_CANNOT).split()) if text.startswith(_CANNOT) else None
    return after_no or _read(text.split())


def _tidied(said: str) -> str:
    """In small letters without accents, with am or pm for the parts of a day, and without what says nothing."""
    text = fold(said)
    for pattern, instead in _SAID_OTHERWISE:
        text = pattern.sub(instead, text)
        text = " ".join(text.split())
    return text


def _read(words: list[str]) -> Wanted | None:
    found: dict[str, int | str] = {}
    rest: list[str] = []
    while words:
        date_, taken = _date_first(words)
        if date_ and "month" not in found:
            found |= date_
        elif "name" not in found and weekdays.named(words[0], date.min):
            found["name"], taken = words[0], 1
        else:
            rest, taken = [*rest, words[0]], 1
        words = words[taken:]
    clock = _clock(" ".join(rest)) if rest else None
    is_number = not found and "".join(rest).isdecimal()
    if (rest and clock is None) or is_number or not (found or clock):
        return None
    return Wanted(**found, clock=clock)  # type: ignore[arg-type]


def _date_first(words: list[str]) -> tuple[dict[str, int | str], int]:
    """The date with which these words begin, "4 dec" or "dec 4", and how many words it takes; nothing and 0."""
    first, second, third = [*words, "", ""][:3]
    if named := _month(second):
        number = _NUMBER.fullmatch(first)
    else:
        named = _month(first)
        is_other = third in _MARKS or _month(third)  # « mar 14 h », « mar 1er déc »: that is a Tuesday
        number = None if is_other else _NUMBER.fullmatch(second)
    if not (named and number):
        return {}, 0
    year = int(third) if _YEAR.fullmatch(third) else 0
    return {"month": named, "number": int(number[1]), "year": year}, 3 if year else 2


def _month(word: str) -> int:
    """By its name in either language, or by how one alone begins; 0 for any other word."""
    if len(word) < 3 or not word.isalpha():
        return 0
    numbers = set()
    for language in ("en", "fr"):
        with override(language):
            numbers |= {number for number, name in MONTHS.items() if fold(str(name)).startswith(word)}
    return numbers.pop() if len(numbers) == 1 else 0


def _clock(text: str) -> Clock | None:
    """As the site's forms read it, but that they do not guess, where here we ask."""
    text = _BY_SPACE.sub(r"\1:\2", text)
    try:
        found = _TIME_FIELD.clean(text)
    except ValidationError as error:
        morning = _clock(f"{text} am") if error.code == "unclear" else None
        return Clock(morning.hour, is_unclear=True) if morning else None
    is_night = 1 <= found.hour < NIGHT_ENDS and not text.startswith("0") and not text.endswith("am")
    return Clock(found, is_unclear=is_night)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _day_of(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
