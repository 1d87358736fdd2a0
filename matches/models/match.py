"""One champion with one person."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from champions.models import Champion
from core.actors import CARE_ROLES, Actor
from core.querysets import Scoped, ScopedQuerySet
from matches.models.request import MatchRequest


class MatchState(models.TextChoices):
    PROPOSED = "proposed", _("asked")
    MEETING = "meeting", _("meet for the first time")
    TRIAL = "trial", _("trying it out")
    ACTIVE = "active", _("going on")
    ENDED = "ended", _("ended")
    DECLINED = "declined", _("did not come about")


# Whom the two see of each other: before a yes, a champion knows no name.
TOGETHER = (MatchState.MEETING, MatchState.TRIAL, MatchState.ACTIVE)
OPEN = (MatchState.PROPOSED, *TOGETHER)


class MatchQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Care staff: their centre's. The two: theirs, as long as it stands."""
        if actor.is_system:
            return self
        scope = Q(pk=None)
        if actor.person_id:
            scope |= Q(champion__person=actor.person_id, state__in=OPEN)
            scope |= Q(request__person=actor.person_id, state__in=TOGETHER)
        if actor.has(*CARE_ROLES) and actor.centre_id:
            scope |= Q(centre=actor.centre_id)
        return self.filter(scope)

    def together(self) -> Self:
        return self.filter(state__in=TOGETHER)


class Match(Scoped):
    """From the question to the goodbye. `plan` says what staff do when a visitor does not check out."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(MatchRequest, on_delete=models.CASCADE, related_name="matches")
    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="matches")
    state = models.CharField(max_length=12, choices=MatchState.choices, default=MatchState.PROPOSED)
    agreed = models.CharField(max_length=300, blank=True)  # what the two agreed on, for both to read
    plan = models.CharField(max_length=500, blank=True)
    grace = models.PositiveSmallIntegerField(default=15)  # minutes after the end until we ask
    created_at = models.DateTimeField()

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "matches"
        constraints = [
            models.UniqueConstraint(
                fields=["request", "champion"],
                condition=Q(state__in=["proposed", "meeting", "trial", "active"]),
                name="matches_once_with_each_other",
            )
        ]

    def __str__(self) -> str:
        return str(self.public_id)
