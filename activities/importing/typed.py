"""Dates, times and lengths as people type them into spreadsheets, in English and in French. Nothing is guessed."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from activities.importing.found import NotRead
from core.fields import TimeField, month_number
from core.text import fold

YEARS = range(1990, 2101)
SHORTEST = 5
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon", "lundi", "lun"),
            ("tuesday", "tue", "tues", "mardi", "mar"),
            ("wednesday", "wed", "mercredi", "mer"),
            ("thursday", "thu", "thur", "thurs", "jeudi", "jeu"),
            ("friday", "fri", "vendredi", "ven"),
            ("saturday", "sat", "samedi", "sam"),
            ("sunday", "sun", "dimanche", "dim"),
        )
    )
    for name in names
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]0{1,2}:00(?::00)?)?")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_DAY_FIRST = re.compile(r"(?:le )?(\d{1,2})(?:er|st|nd|rd|th|e)?[ -]+([^\W\d]+)\.?,?[ -]+(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})")
_LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,2}(?:[.,]\d{1,2})?) ?(?:h|hr|hrs|hour|hours|heure|heures))? ?"
    r"(?:(?P<minutes>\d{1,3}) ?(?:m|min|mins|minute|minutes)?\.?)?"
)
_BETWEEN = re.compile(r"\s*(?:–|—|-|\bto\b|\buntil\b|\bà\b|\bjusqu['’]à\b)\s*")
_SECONDS = re.compile(r"^(\d{1,2}:\d{2}):\d{2}(?=\D|$)")
_HALF = re.compile(r"([ap])\.?\s?m\.?$", re.IGNORECASE)
_TIME_FIELD = TimeField()


def day(value: Any) -> date | None:
    """None where nothing is there. Raises `NotRead`: "date_unclear" where day and month could be either."""
    if isinstance(value, datetime):
        return _in_years(value.date(), str(value))
    if isinstance(value, date):
        return _in_years(value, str(value))
    text = fold(str(value or "")).strip(" .,")
    if not text:
        return None
    first, _space, rest = text.partition(" ")
    found = _written(text)
    if found is None and first.strip(".,") in WEEKDAYS:  # "Tuesday, 1 December 2026"
        found = _written(rest)
    return _in_years(found, text)


def _in_years(found: date | None, text: str) -> date:
    if found is None or found.year not in YEARS:
        raise NotRead("date_unknown", text=text[:40])
    return found


def _written(text: str) -> date | None:
    if match := _ISO.fullmatch(text):
        return _date(*match.groups())
    if match := _NUMBERS.fullmatch(text):
        one, two, year = match.groups()
        if int(one) <= 12 and int(two) <= 12 and int(one) != int(two):
            raise NotRead("date_unclear", text=text)
        return _date(year, two, one) if int(one) > 12 else _date(year, one, two)
    if match := _DAY_FIRST.fullmatch(text):
        return _date(match[3], str(month_number(match[2]) or 0), match[1])
    if match := _MONTH_FIRST.fullmatch(text):
        return _date(match[3], str(month_number(match[1]) or 0), match[2])
    return None


def _date(year: str, month: str, day_: str) -> date | None:
    try:
        return date(int(year), int(month), int(day_))
    except ValueError:
        return None


def weekday(value: Any) -> int | None:
    """0 for a Monday. None where nothing is there. Raises `NotRead`."""
    text = fold(str(value or "")).strip(" .,")
    if not text:
        return None
    text = text.removeprefix("le ").removeprefix("every ").removeprefix("tous les ")
    found = WEEKDAYS.get(text, WEEKDAYS.get(text.removesuffix("s")))
    if found is None:
        raise NotRead("weekday_unknown", text=text[:40])
    return found


def clock(value: Any) -> time | None:
    """A time of day. None where nothing is there. Raises `NotRead`, with the words of the site's own forms."""
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, float) and 0 < value < 1:  # how spreadsheets keep a time whose cell has no format
        hour, minute = divmod(round(value * 24 * 60), 60)
        return time(hour % 24, minute)
    text = _SECONDS.sub(r"\1", str(value if value is not None else "").strip())
    try:
        found: time | None = _TIME_FIELD.clean(text) if text else None
    except ValidationError as error:
        raise NotRead(f"time_{error.code}", text=text[:40]) from error
    return found


def hours(value: Any) -> tuple[time | None, time | None]:
    """ "1:30 pm", or "1:30 to 3 pm": the start, and the end where it stands there too."""
    if not isinstance(value, str):
        return clock(value), None
    parts = _BETWEEN.split(value.strip())
    if len(parts) != 2 or not all(parts):
        return clock(value), None
    end = clock(parts[1])
    half = _HALF.search(parts[1].strip())
    if half is None or end is None or not re.fullmatch(r"(1[0-2]|0?[1-9])([:.]\d{2})?", parts[0].strip()):
        return clock(parts[0]), end
    # "1:30 to 3 pm" is in the afternoon, and "10 to 1 pm" begins in the morning.
    other = "a" if half[1].lower() == "p" else "p"
    same = clock(f"{parts[0]} {half[1]}m")
    return (same if same and same < end else clock(f"{parts[0]} {other}m")), end


def minutes(value: Any) -> int | None:
    """ "90", "1 h 30", "1.5 hours". None where nothing is there. Raises `NotRead`."""
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        return int(value.total_seconds() // 60)
    text = fold(str(value if value is not None else "")).strip(" .").removesuffix(".0")
    if not text:
        return None
    match = re.fullmatch(r"(?P<hours>\d{1,2}):(?P<minutes>\d{2})(?::00)?", text) or _LENGTH.fullmatch(text)
    if match is None:
        raise NotRead("length_unknown", text=text[:40])
    if not match["hours"] and int(match["minutes"] or 0) < SHORTEST:  # "2" may be hours
        raise NotRead("length_unknown", text=text[:40])
    return round(float((match["hours"] or "0").replace(",", ".")) * 60) + int(match["minutes"] or 0)


def whole(value: Any) -> int | None:
    """A number of seats. None where nothing is there, or where it is said that nobody counts. Raises `NotRead`."""
    text = fold(str(value if value is not None else "")).removesuffix(".0")
    if text in {"", "-", "no limit", "unlimited", "any", "illimite", "sans limite"}:
        return None
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 0 < int(text) <= 500:
        raise NotRead("seats_unknown", text=text[:40])
    return int(text)
