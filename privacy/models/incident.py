"""The register of privacy incidents, with what the Commissioner counts once a year (O. Reg. 329/04, s. 6.4)."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.encrypted import EncryptedTextField
from core.querysets import Scoped
from people.models import Person
from privacy.models.look import UnusualLook
from privacy.models.scope import OfficersQuerySet

MOST_WORDS = 4000


class What(models.TextChoices):
    """The four counters. Each incident counts once, under what fits best."""

    STOLEN = "stolen", _("Stolen")
    LOST = "lost", _("Lost")
    USED = "used", _("Used without authority")
    DISCLOSED = "disclosed", _("Disclosed without authority")


class Reason(models.TextChoices):
    """When the Commissioner must be told at once (s. 6.3), in plain words."""

    KNOWING = "knowing", _("Whoever used or passed it on knew, or ought to have known, that they may not")
    STOLEN = "stolen", _("It was stolen, as paper, as a device or by an attack on a computer")
    AGAIN = "again", _("It has been used or passed on further, or that may still happen")
    PATTERN = "pattern", _("The same has happened before: it is part of a pattern")
    COLLEGE = (
        "college",
        _("A member of a regulated profession was disciplined for it, or left while it was looked into"),
    )
    STAFF = "staff", _("The same for somebody on staff or a volunteer who is not a member of such a profession")
    GRAVE = "grave", _("It is grave: very sensitive, about many people, or more than one organization answers for it")


class IncidentState(models.TextChoices):
    OPEN = "open", _("open")
    CONTAINED = "contained", _("contained")
    CLOSED = "closed", _("closed")


class IncidentQuerySet(OfficersQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-found_on", "-pk")

    def unclosed(self) -> Self:
        return self.exclude(state=IncidentState.CLOSED).order_by("found_on", "pk")

    def for_rows(self) -> Self:
        """Without the words: those are read one by one, and each reading is recorded."""
        return self.defer("happened", "changed").annotate(named=models.Count("affected", distinct=True))

    def found_in(self, year: int) -> Self:
        return self.filter(found_on__year=year)


class Incident(Scoped):
    """One incident. `others` are people affected who have no record here; the rest are rows of `Affected`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="incidents")
    look = models.OneToOneField(UnusualLook, null=True, on_delete=models.SET_NULL, related_name="incident")
    state = models.CharField(max_length=10, choices=IncidentState.choices, default=IncidentState.OPEN)
    what = models.CharField(max_length=10, choices=What.choices)
    found_on = models.DateField()
    found_by = models.CharField(max_length=120)
    happened = EncryptedTextField(max_length=MOST_WORDS)
    others = models.PositiveIntegerField(default=0)
    reasons = models.JSONField(default=list, blank=True)  # codes of `Reason`
    contained_on = models.DateField(null=True, blank=True)
    changed = EncryptedTextField(max_length=MOST_WORDS, blank=True)  # so that it does not happen again
    closed_at = models.DateTimeField(null=True, editable=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = IncidentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["centre", "found_on"], name="privacy_incident_found")]

    def __str__(self) -> str:
        return f"{self.what} {self.found_on}"

    @property
    def is_open(self) -> bool:
        return self.state != IncidentState.CLOSED

    @property
    def is_reportable(self) -> bool:
        """Whether the Commissioner must be told at once."""
        return bool(self.reasons)


class PartQuerySet(OfficersQuerySet):
    at_centre = "incident__centre"


class Affected(Scoped):
    """Somebody with a record here whom an incident affects."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="affected")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="incidents")

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "affected people"
        constraints = [models.UniqueConstraint(fields=["incident", "person"], name="privacy_affected_once")]

    def __str__(self) -> str:
        return str(self.person_id)


class ToldWhom(models.TextChoices):
    PEOPLE = "people", _("The people affected")
    COMMISSIONER = "commissioner", _("The Information and Privacy Commissioner")
    COLLEGE = "college", _("A professional college")
    POLICE = "police", _("The police")
    OTHER = "other", _("Somebody else")


class Told(Scoped):
    """Who was told of an incident, when, and how."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="told")
    whom = models.CharField(max_length=12, choices=ToldWhom.choices)
    on = models.DateField()
    how = models.CharField(max_length=200, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "who was told"
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.whom} {self.on}"
