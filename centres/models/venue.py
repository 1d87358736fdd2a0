"""A room or a spot where people meet, with the facts that decide whether somebody can come."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from centres.models.access import AccessFacts
from centres.models.centre import Centre
from core.bilingual import Bilingual


class VenueQuerySet(models.QuerySet["Venue"]):
    def of(self, centre_id: int) -> Self:
        return self.filter(centre_id=centre_id, in_use=True)


class Venue(AccessFacts):
    """A place of a centre."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="venues")
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120, blank=True)
    street = models.CharField(max_length=160, blank=True)
    town = models.CharField(max_length=80)
    postal_code = models.CharField(max_length=7, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    transit_en = models.CharField(max_length=160, blank=True)
    transit_fr = models.CharField(max_length=160, blank=True)
    # Local time, the same on every day; both null: nobody has said, and then it is open at all hours.
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    in_use = models.BooleanField(default=True)

    name = Bilingual("name")
    transit = Bilingual("transit")

    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ["name_en"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "name_en"], name="centres_venue_name"),
            models.CheckConstraint(
                condition=Q(opens=None, closes=None)
                | Q(opens__isnull=False, closes__isnull=False, closes__gt=F("opens")),
                name="centres_venue_closes_after_it_opens",
                violation_error_message=_("Say both when it opens and when it closes, and that later; or neither."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Street, town and postal code in one line."""
        return ", ".join(part for part in (self.street, f"{self.town}, ON {self.postal_code}".strip()) if part)

    def is_open(self, start: datetime, end: datetime) -> bool:
        """Whether its hours hold both, in local time."""
        if self.opens is None or self.closes is None:
            return True
        return start.date() == end.date() and self.opens <= start.time() and end.time() <= self.closes

    @classmethod
    def of(cls, centre_id: int) -> VenueQuerySet:
        """The centre's venues that are in use."""
        return cls.objects.all().of(centre_id)
