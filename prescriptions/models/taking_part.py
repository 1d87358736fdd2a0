"""What a prescription led to: a group, and how often they were there."""

from typing import Self

from django.db import models
from django.db.models import QuerySet

from activities.models import Activity, Booking
from core.actors import Actor
from core.querysets import Scoped, ScopedQuerySet
from prescriptions.models.prescription import Prescription


class TakingPartQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(prescription__in=Prescription.visible_to(actor))


class TakingPart(Scoped):
    """A group that the client joined because of a prescription.

    All their places there since then belong to it, however they were made, moved or repeated: the places themselves
    do not say so, and nobody who leads the group can see it.
    """

    prescription = models.ForeignKey(Prescription, on_delete=models.CASCADE, related_name="taking_part")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    objects = TakingPartQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prescription", "activity"], name="prescriptions_group_once")]

    def __str__(self) -> str:
        return f"{self.prescription_id} → {self.activity_id}"

    def places(self) -> "QuerySet[Booking]":
        """Their places at dates of the group since then."""
        since: QuerySet[Booking] = Booking.objects.filter(
            person=self.prescription.person_id, session__activity=self.activity_id, session__ends_at__gte=self.since
        )
        return since
