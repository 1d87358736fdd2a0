"""What a centre asks of its champions before they start, where that is not the usual (`champions.needs`)."""

from typing import Self

from django.db import models
from django.db.models import Q

from centres.models import Centre
from core.actors import STAFF_ROLES, Actor
from core.querysets import Scoped, ScopedQuerySet


class CentreNeedsQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever works at the centre."""
        if actor.is_system:
            return self
        return self.filter(Q(centre=actor.centre_id)) if actor.has(*STAFF_ROLES) else self.none()


class CentreNeeds(Scoped):
    """One row for a centre that has changed anything.

    `asked`: by kind of role, its needs, and of each the reason in the centre's own words (`en`, `fr`; empty: ours).
    `months`: by need, for how long it counts; null: it does not run out. What is missing here is as usual.
    """

    centre = models.OneToOneField(Centre, on_delete=models.CASCADE, related_name="needs")
    asked = models.JSONField(default=dict, blank=True)
    months = models.JSONField(default=dict, blank=True)

    objects = CentreNeedsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "centre needs"

    def __str__(self) -> str:
        return str(self.centre)
