"""Seals on the audit trail: each covers the rows since the one before, and that one's digest."""

from django.db import models

from core.models.immutable import Immutable, ImmutableQuerySet


class Seal(Immutable):
    """The rows of the trail from `first_id` to `last_id`: how many there were, and what they said, as one digest."""

    at = models.DateTimeField()
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(unique=True)
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        ordering = ["last_id"]

    def __str__(self) -> str:
        return f"{self.first_id}–{self.last_id}"
