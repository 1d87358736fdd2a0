"""Thanks that last: milestones and certificates."""

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from centres.models.centre import Language
from champions.models.champion import Champion
from champions.models.support import OfChampionQuerySet
from core.querysets import Scoped

# What is typed from paper: no letter that looks like another, or like a digit.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 16


def new_code() -> str:
    """78 bits: nobody guesses one."""
    return "".join(secrets.choice(LETTERS) for _nth in range(CODE_LENGTH))


def as_stored(text: str) -> str:
    """A code from what somebody typed: in small letters, with or without its dashes."""
    return "".join(letter for letter in text.upper() if letter in LETTERS)


def in_fours(code: str) -> str:
    """ "ABCD-EFGH-JKMN-PQRS", as it is read and typed."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


class Unit(models.TextChoices):
    HOURS = "hours", _("hours")
    YEARS = "years", _("years")


class Milestone(Scoped):
    """A number of hours or years, reached once. `told`: the champion was written to."""

    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="milestones")
    unit = models.CharField(max_length=5, choices=Unit.choices)
    number = models.PositiveSmallIntegerField()
    reached_on = models.DateField()
    told = models.BooleanField(default=False)

    objects = OfChampionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["champion", "unit", "number"], name="champions_milestone_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"


class Kind(models.TextChoices):
    """What the hours were, in words that give no group away."""

    GROUPS = "groups", _("hosting and leading groups")
    VISITS = "visits", _("visiting people and keeping them company")
    OTHER = "other", _("other help for the community")


class CertificateQuerySet(OfChampionQuerySet):
    def standing(self) -> Self:
        return self.filter(revoked_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-issued_on", "-pk")


class Certificate(Scoped):
    """What one paper says. Whoever holds it can ask whether it is true; the answer says nothing more than the paper.

    The code is kept as it is, so that the paper can be printed again: it opens nothing but these lines.
    """

    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="certificates")
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code)
    name = models.CharField(max_length=120)
    first_day = models.DateField()
    last_day = models.DateField()
    minutes = models.PositiveIntegerField()
    kinds = models.JSONField(default=list)  # codes of Kind
    language = models.CharField(max_length=2, choices=Language.choices)
    issued_on = models.DateField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="champions_certificate_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def hours(self) -> int:
        return self.minutes // 60

    @property
    def shown_code(self) -> str:
        return in_fours(self.code)

    @property
    def kinds_in_words(self) -> list[str]:
        return [str(Kind(kind).label) for kind in self.kinds]
