"""Looks at records that are worth a question, and for whom that is always so."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.encrypted import EncryptedTextField
from core.querysets import Scoped
from people.models import Person
from privacy.models.scope import OfficersQuerySet

MOST_WORDS = 1000


class Rule(models.TextChoices):
    """Why a look is worth a question."""

    OWN = "own", _("It is their own record")
    HOUSEHOLD = "household", _("They share a telephone or an e-mail address")
    NAME = "name", _("They share a family name")
    POSTAL = "postal", _("They share a postal code")
    KNOWN = "known", _("The person is well known here")
    MANY = "many", _("Many more records in a day than is usual for them")
    LOCK = "lock", _("The person had locked the record against them")
    HOURS = "hours", _("Outside of working hours, with nothing going on about the person")


class LookState(models.TextChoices):
    OPEN = "open", _("to look into")
    ASKED = "asked", _("asked about")
    FINE = "fine", _("fine")
    INCIDENT = "incident", _("an incident")


TO_SETTLE = frozenset({LookState.OPEN, LookState.ASKED})


class UnusualLookQuerySet(OfficersQuerySet):
    def to_settle(self) -> Self:
        """The oldest first."""
        return self.filter(state__in=TO_SETTLE).order_by("day", "pk")

    def settled(self) -> Self:
        return self.exclude(state__in=TO_SETTLE).order_by("-settled_at", "-pk")

    def for_rows(self) -> Self:
        """With all that a row shows. Not the words: those are read one by one."""
        return self.select_related("viewer", "person", "centre").defer("words")


class UnusualLook(Scoped):
    """What one rule found of one viewer on one day: about one person, or (`Rule.MANY`) about how many."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="unusual_looks")
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="unusual_looks")
    rule = models.CharField(max_length=10, choices=Rule.choices)
    day = models.DateField()  # by the centre's clock
    first_at = models.DateTimeField()
    number = models.PositiveIntegerField(default=1)  # of looks; by `Rule.MANY`, of people
    usual = models.PositiveIntegerField(null=True)  # by `Rule.MANY`: how many people a day they look at else
    state = models.CharField(max_length=10, choices=LookState.choices, default=LookState.OPEN)
    words = EncryptedTextField(max_length=MOST_WORDS, blank=True)
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = UnusualLookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "viewer", "person", "rule", "day"],
                condition=Q(person__isnull=False),
                name="privacy_look_once",
            ),
            models.UniqueConstraint(
                fields=["centre", "viewer", "rule", "day"], condition=Q(person=None), name="privacy_many_once"
            ),
        ]
        indexes = [models.Index(fields=["centre", "state", "day"], name="privacy_look_open")]

    def __str__(self) -> str:
        return f"{self.rule} {self.day}"

    @property
    def is_to_settle(self) -> bool:
        return self.state in TO_SETTLE


class WellKnown(Scoped):
    """Somebody whom everybody in town knows: each look at their record is worth a question."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="well_known")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="well_known_at")
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = OfficersQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "well known people"
        constraints = [models.UniqueConstraint(fields=["centre", "person"], name="privacy_well_known_once")]

    def __str__(self) -> str:
        return str(self.person_id)
