"""Hours that champions gift."""

from typing import Self

from django.db import models

from champions.models.champion import Champion
from core.actors import Actor
from core.querysets import Scoped, ScopedQuerySet


class HoursQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(champion__in=Champion.visible_to(actor))

    def gifted_by(self, person_id: int) -> Self:
        """What one person has given, at whichever centre."""
        return self.filter(champion__person=person_id)

    def total(self) -> int:
        """The sum in whole hours, rounded down. One query."""
        return (self.aggregate(sum=models.Sum("minutes"))["sum"] or 0) // 60


class Hours(Scoped):
    """Minutes gifted on one day for one reason. `source` ("session:<id>") makes counting twice impossible."""

    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="hours")
    source = models.CharField(max_length=60)
    day = models.DateField()
    minutes = models.PositiveIntegerField()

    objects = HoursQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "hours"
        constraints = [models.UniqueConstraint(fields=["champion", "source"], name="champions_hours_once")]

    def __str__(self) -> str:
        return f"{self.minutes} min"
