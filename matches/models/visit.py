"""One date of a match."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.actors import Actor
from core.querysets import Scoped, ScopedQuerySet
from matches.models.match import Match


class VisitState(models.TextChoices):
    PLANNED = "planned", _("planned")
    HAPPENED = "happened", _("took place")
    MISSED = "missed", _("did not take place")
    CANCELLED = "cancelled", _("cancelled")


class VisitQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees the match."""
        return self.filter(match__in=Match.visible_to(actor))


class Visit(Scoped):
    """When the two meet. `revision` rises with every change that a calendar must show (RFC 5545 s. 3.8.7.4)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="visits")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=VisitState.choices, default=VisitState.PLANNED)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    checked_out_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)
    modified_at = models.DateTimeField()

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="matches_visit_ends_after_start"),
            models.UniqueConstraint(fields=["match", "starts_at"], name="matches_visit_once"),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="matches_visit_due")]

    def __str__(self) -> str:
        return str(self.public_id)
