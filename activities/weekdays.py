"""Days as people name them by text or on the telephone, in either language."""

from datetime import date, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.translation import override

from core.text import fold

TODAY = {"en": "today", "fr": "aujourd hui"}
TOMORROW = {"en": "tomorrow", "fr": "demain"}


def names(number: int) -> dict[str, str]:
    """What the day of this number (0 is Monday) is called in each language, folded."""
    found = {}
    for language in ("en", "fr"):
        with override(language):
            found[language] = fold(str(WEEKDAYS[number]))
    return found


def named(words: str, today: date) -> date | None:
    """The next day with this name, or with one that begins so; `words` are folded."""
    for language in ("en", "fr"):
        if words == TODAY[language]:
            return today
        if words == TOMORROW[language]:
            return today + timedelta(days=1)
        for number in range(7):
            if len(words) >= 3 and names(number)[language].startswith(words):
                return coming(number, today)
    return None


def coming(number: int, today: date) -> date:
    """The next day of this number, today included."""
    return today + timedelta(days=(number - today.weekday()) % 7)
