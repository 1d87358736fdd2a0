"""What one of the two says of their match."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.actors import CARE_ROLES, Actor
from core.querysets import Scoped, ScopedQuerySet
from matches.models.match import Match, MatchState
from people.models.lockbox import open_to


class Side(models.TextChoices):
    PERSON = "person", _("the person")
    CHAMPION = "champion", _("the champion")


class Went(models.TextChoices):
    """How it was."""

    WELL = "well", _("It did me good")
    MIXED = "mixed", _("It was good in part")
    BADLY = "badly", _("It was not for me")


class SayQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Care staff: their centre's. Each of the two: their own, and never the other's."""
        if actor.is_system:
            return self
        scope = Q(pk=None)
        if actor.person_id:
            scope |= Q(side=Side.PERSON, match__request__person=actor.person_id)
            scope |= Q(side=Side.CHAMPION, match__champion__person=actor.person_id)
        if actor.has(*CARE_ROLES) and actor.centre_id:
            scope |= Q(match__centre=actor.centre_id) & open_to(actor, "match__request__person")
        return self.filter(scope)

    def unread(self) -> Self:
        """What was said after a goodbye and nobody on staff has read."""
        return self.filter(read_at=None).exclude(said_at=None)

    def with_match(self) -> Self:
        return self.select_related("match__centre", "match__request__person", "match__champion__person")


class Say(Scoped):
    """One of the two: whether it shall go on after the trial, and how it was. The other does not read it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="says")
    side = models.CharField(max_length=10, choices=Side.choices)
    goes_on = models.BooleanField(null=True, blank=True)
    went = models.CharField(max_length=10, choices=Went.choices, blank=True)
    words = models.CharField(max_length=500, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)  # of how it was
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = SayQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["match", "side"], name="matches_one_say_a_side")]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_asked_to_go_on(self) -> bool:
        """Whether the question of the trial stands, and waits for them. Needs the match loaded."""
        return self.match.state == MatchState.TRIAL and self.goes_on is None and not self.match.ended_by

    @property
    def is_asked_how_it_was(self) -> bool:
        """Whether the two questions of the goodbye wait for them. Needs the match loaded."""
        return self.match.state == MatchState.ENDED and self.said_at is None
