"""What a request and a visitor's profile are compared by, in codes and in words; and how long somebody has waited."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

# The parts of the week at which something suits somebody.
WEEKDAY_MORNING, WEEKDAY_AFTERNOON, EVENING, WEEKEND = "morning", "afternoon", "evening", "weekend"
CHOICES = [
    (WEEKDAY_MORNING, _("weekday mornings")),
    (WEEKDAY_AFTERNOON, _("weekday afternoons")),
    (EVENING, _("evenings")),
    (WEEKEND, _("weekends")),
]


class Around(models.TextChoices):
    """What one meets in somebody's home, and not everybody can bear."""

    ANIMALS = "animals", _("animals in the home")
    SMOKE = "smoke", _("somebody smokes in the home")
    STAIRS = "stairs", _("stairs to climb")


class Gender(models.TextChoices):
    """How a visitor describes themselves, if they like."""

    WOMAN = "woman", _("a woman")
    MAN = "man", _("a man")
    OTHER = "other", _("in another way")


class AgeGroup(models.TextChoices):
    UNDER_30 = "under_30", _("under 30")
    TO_49 = "to_49", _("30 to 49")
    TO_64 = "to_64", _("50 to 64")
    OVER_64 = "over_64", _("65 or older")


_BELOW = ((30, AgeGroup.UNDER_30), (50, AgeGroup.TO_49), (65, AgeGroup.TO_64))


class Preferred(models.TextChoices):
    """Whom somebody would rather have, where they say so."""

    WOMAN = "woman", _("a woman")
    MAN = "man", _("a man")
    MY_AGE = "my_age", _("somebody about my age")


class Reach(models.TextChoices):
    """How far a visitor goes."""

    TOWN = "town", _("in my town or village")
    AREA = "area", _("and in the places around it")
    FURTHER = "further", _("further away as well")


def in_words(codes: Collection[str], choices: Sequence[tuple[str, Any]] = CHOICES) -> list[str]:
    """The choices among `codes`, as somebody reads them, in the order in which they are offered."""
    return [str(label) for code, label in choices if code in codes]


def age_group(birth_date: date | None, today: date) -> str:
    """The group of somebody's age; empty where nobody knows it."""
    if birth_date is None:
        return ""
    age = today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
    return next((group.value for limit, group in _BELOW if age < limit), AgeGroup.OVER_64.value)


def waits(since: datetime, now: datetime) -> str:
    """How long somebody has waited, by the days of the calendar: "waits since today", "waits 3 weeks"."""
    days = (now.date() - since.astimezone(now.tzinfo).date()).days
    if days <= 0:
        return gettext("waits since today")
    if days < 14:
        return ngettext("waits %(count)s day", "waits %(count)s days", days) % {"count": days}
    return ngettext("waits %(count)s week", "waits %(count)s weeks", days // 7) % {"count": days // 7}


def postal_code(text: str) -> str:
    """ "k0h2b0" is "K0H 2B0"; what is no whole code stays as it was written, in capitals."""
    bare = "".join(text.upper().split())
    return f"{bare[:3]} {bare[3:]}" if len(bare) == 6 else text.upper().strip()
