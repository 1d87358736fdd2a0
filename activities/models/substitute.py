"""Somebody is sought who stands in for the leaders of one date: who was asked, in which order, and what they said."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.models.session import Session, SessionState
from centres.models import Centre
from champions.models import Champion
from core.actors import MANAGERS, Actor
from core.querysets import Scoped, ScopedQuerySet


class SearchState(models.TextChoices):
    OPEN = "open", _("we are asking")
    FOUND = "found", _("somebody stands in")
    ENDED = "ended", _("not needed any more")


class Reply(models.TextChoices):
    ASKED = "asked", _("no answer yet")
    YES = "yes", _("said yes")
    NO = "no", _("said no")


class SubstituteSearchQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Coordinators and managers: their centre's. An active leader: those of their groups."""
        if actor.is_system:
            return self
        scope = Q(pk=None)
        if actor.person_id:
            led = Champion.objects.active().filter(person=actor.person_id, activities__isnull=False)
            scope |= Q(session__activity__in=led.values("activities"))
        if actor.has(*MANAGERS) and actor.centre_id:
            scope |= Q(centre=actor.centre_id)
        return self.filter(scope)

    def open(self) -> Self:
        return self.filter(state=SearchState.OPEN)

    def holding(self, now: datetime) -> Self:
        """Open, and the date is still what it was when it was asked for: ahead, not off, at its time, led by nobody
        else."""
        same = Q(session__starts_at=F("starts_at"), session__substitute=None)
        return self.open().filter(same, session__state=SessionState.SCHEDULED, session__starts_at__gt=now)

    def with_date(self) -> Self:
        return self.select_related("session__activity", "session__centre", "session__venue", "away__person")

    def counted(self) -> Self:
        """With how many were `asked`, and how many of them `declined`."""
        return self.annotate(asked=models.Count("asks"), declined=models.Count("asks", filter=Q(asks__state=Reply.NO)))


class SubstituteSearch(Scoped):
    """One search for one date. Where the date gets another time, it is over: those who were asked were told the old
    one."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="substitute_searches")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    # The leader who cannot come, and is told; null where staff ask because nobody of them can.
    away = models.ForeignKey(Champion, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    starts_at = models.DateTimeField()  # as those who were asked were told
    state = models.CharField(max_length=10, choices=SearchState.choices, default=SearchState.OPEN)
    asked_at = models.DateTimeField()
    wave_at = models.DateTimeField()  # when somebody was last asked
    told_staff_at = models.DateTimeField(null=True, blank=True)  # that nobody was found so far

    objects = SubstituteSearchQuerySet.as_manager()

    asked: int  # where the query asked `counted`
    declined: int

    class Meta:
        verbose_name_plural = "substitute searches"
        constraints = [
            models.UniqueConstraint(
                fields=["session"], condition=Q(state="open"), name="activities_substitute_search_once"
            )
        ]
        indexes = [models.Index(fields=["centre", "state"], name="activities_substitute_desk")]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_open(self) -> bool:
        return self.state == SearchState.OPEN


class SubstituteAskQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Coordinators and managers: those at their centre. A champion: what they were asked."""
        if actor.is_system:
            return self
        scope = Q(champion__person=actor.person_id) if actor.person_id else Q(pk=None)
        if actor.has(*MANAGERS) and actor.centre_id:
            scope |= Q(search__centre=actor.centre_id)
        return self.filter(scope)

    def with_date(self) -> Self:
        return self.select_related(
            "champion__person", "search__session__activity", "search__session__centre", "search__session__venue"
        )


class SubstituteAsk(Scoped):
    """One champion who was asked."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    search = models.ForeignKey(SubstituteSearch, on_delete=models.CASCADE, related_name="asks")
    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=Reply.choices, default=Reply.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = SubstituteAskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["search", "champion"], name="activities_substitute_asked_once"),
            models.UniqueConstraint(
                fields=["search"], condition=Q(state="yes"), name="activities_substitute_one_stands_in"
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def person_id(self) -> int:
        """Whom it concerns, for the audit trail. Needs `champion` loaded."""
        return self.champion.person_id
