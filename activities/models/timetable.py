"""How a group's schedule goes on: what changes from one date on, and when it pauses.

The activity itself says how things are now. A phase that has begun is written into it and deleted.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from activities.models.activity import Activity
from activities.models.details import Schedule, Words
from champions.models import Champion


class Phase(Words, Schedule):
    """From `since` on the group is different: in those columns whose names are in `sets`, and in no other."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="phases")
    since = models.DateField()
    sets = models.JSONField(default=list)
    leaders = models.ManyToManyField(Champion, related_name="+")  # where "leaders" is in `sets`

    class Meta:
        ordering = ["since"]
        constraints = [models.UniqueConstraint(fields=["activity", "since"], name="activities_phase_once_a_day")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.since}"


class Pause(models.Model):
    """No dates from `first_day` to `last_day`, both included; until further notice where that is null."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="pauses")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="activities_pause_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.first_day}"

    @classmethod
    def on(cls, day: date) -> "models.QuerySet[Pause]":
        """Those that a day lies in."""
        return cls.objects.filter(Q(last_day=None) | Q(last_day__gte=day), first_day__lte=day)
