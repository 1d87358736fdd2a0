"""One champion with one person."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from champions.models import Champion, Standing
from core.actors import CARE_ROLES, Actor
from core.querysets import Scoped, ScopedQuerySet
from matches.models.request import MatchRequest
from people.models.lockbox import open_to


class MatchState(models.TextChoices):
    PROPOSED = "proposed", _("asked")
    MEETING = "meeting", _("meet for the first time")
    TRIAL = "trial", _("trying it out")
    ACTIVE = "active", _("going on")
    ENDED = "ended", _("ended")
    DECLINED = "declined", _("did not come about")


class Ender(models.TextChoices):
    """From whom the goodbye comes."""

    PERSON = "person", _("the person")
    CHAMPION = "champion", _("the champion")
    CENTRE = "centre", _("the centre")


class Why(models.TextChoices):
    """Why it ends. Nothing about anybody's health: that belongs to nobody's file here."""

    FULFILLED = "fulfilled", _("it has done what it was for")
    TIME = "time", _("there is no time for it any more")
    MOVED = "moved", _("one of them moves away")
    UNSUITED = "unsuited", _("they did not suit each other, and that is all right")
    LOSS = "loss", _("the person has died")
    OTHER = "other", _("something else")


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
            scope |= Q(centre=actor.centre_id) & open_to(actor, "request__person")
        return self.filter(scope, request__person__merged_into=None)

    def at(self, centre_id: int | None) -> Self:
        return self.filter(centre=centre_id)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def together(self) -> Self:
        return self.filter(state__in=TOGETHER)

    def uncovered(self) -> Self:
        """Of those that stand: whose champion pauses or has moved on."""
        return self.open().exclude(champion__standing=Standing.ACTIVE)

    def with_both(self) -> Self:
        """With the two, their centre and the one on staff who comes along: what a row or a page shows."""
        return self.select_related(
            "centre", "request__person", "request__centre", "champion__person", "meeting_with", "arranged_by"
        )

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


class Match(Scoped):
    """From the question to the goodbye. `plan` says what staff do when a visitor does not check out."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(MatchRequest, on_delete=models.CASCADE, related_name="matches")
    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="matches")
    arranged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=12, choices=MatchState.choices, default=MatchState.PROPOSED)
    agreed = models.CharField(max_length=300, blank=True)  # what the two agreed on, for both to read
    plan = models.CharField(max_length=500, blank=True)
    grace = models.PositiveSmallIntegerField(default=15)  # minutes after the end until we ask
    meeting_at = models.DateTimeField(null=True, blank=True)
    meeting_where = models.CharField(max_length=200, blank=True)
    # Who of staff comes along to the first meeting.
    meeting_with = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    trial_until = models.DateField(null=True, blank=True)
    # The goodbye, once it is planned: the match stands until the last visit is over.
    ended_by = models.CharField(max_length=10, choices=Ender.choices, blank=True)
    ended_why = models.CharField(max_length=12, choices=Why.choices, blank=True)
    farewell = models.CharField(max_length=300, blank=True)  # a word to both
    last_visit_on = models.DateField(null=True, blank=True)
    waits_again = models.BooleanField(default=False)  # afterwards the person is on the list again
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

    @property
    def is_together(self) -> bool:
        return self.state in TOGETHER

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_asked(self) -> bool:
        return self.state == MatchState.PROPOSED

    @property
    def is_goodbye_planned(self) -> bool:
        return self.is_together and bool(self.ended_by)

    @property
    def local_meeting(self) -> datetime | None:
        """When the two meet for the first time, by the clock of their centre, which has to be loaded."""
        return self.meeting_at.astimezone(self.centre.zone) if self.meeting_at else None
