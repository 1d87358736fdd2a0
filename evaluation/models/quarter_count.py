"""What was counted ahead of whoever asks for it."""

from typing import Self

from django.db import models

from centres.models import Centre
from core.actors import Actor
from core.querysets import Scoped, ScopedQuerySet


class QuarterCountQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Nobody: what is in it may be one or two people. It is protected on its way to a page, as whatever is counted
        at that moment."""
        return self if actor.is_system else self.none()


class QuarterCount(Scoped):
    """All indicators of one centre in one quarter, as they were counted: by slug and line, how many; and no person.

    It is never the only place of anything: without it, the same is counted from what it was counted from.
    """

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    quarter = models.CharField(max_length=6)  # "2026-4"
    counts = models.JSONField()
    counted_at = models.DateTimeField()

    objects = QuarterCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "quarter"], name="evaluation_quarter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id}, {self.quarter}"
