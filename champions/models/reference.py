"""People who know a champion and are asked about them. They have no record of their own with us."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from champions.models.champion import Champion
from champions.models.clearance import FileQuerySet
from core.actors import MANAGERS, Actor
from core.querysets import Scoped, ScopedQuerySet


class Verdict(models.TextChoices):
    ACCEPTED = "accepted", _("it speaks for them")
    REFUSED = "refused", _("it does not speak for them")


class RefereeQuerySet(FileQuerySet):
    def of_champion(self, champion: Champion) -> Self:
        """Those who are asked, with what staff made of it."""
        return self.filter(champion=champion).select_related("answer").order_by("pk")


class Referee(Scoped):
    """Somebody whom a champion has named. Asked by a link by e-mail, once and then once more; or by telephone."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="referees")
    name = models.CharField(max_length=120)
    knows_them = models.CharField(max_length=200)  # how they know each other
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="en")
    named_at = models.DateTimeField()
    # Writing to them (services.reference_letters): when the next letter is due, who holds it until when, and how often
    # it was tried; `asked` counts the letters that went out.
    due_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, blank=True)
    failed = models.BooleanField(default=False)  # nobody has this address, or it was tried too often

    objects = RefereeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="champions_referees_due")]
        constraints = [
            models.CheckConstraint(condition=~Q(email="") | ~Q(phone=""), name="champions_referee_can_be_reached")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_answered(self) -> bool:
        """Needs `answer` loaded, else one query."""
        return getattr(self, "answer", None) is not None


class ReferenceAnswerQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Coordinators and managers of the centre, and never the champion."""
        if actor.is_system:
            return self
        here = actor.centre_id and actor.has(*MANAGERS)
        return self.filter(referee__champion__centre=actor.centre_id) if here else self.none()


class ReferenceAnswer(Scoped):
    """What a referee said to our two questions. A row of its own, so that no page of the champion's can show it."""

    referee = models.OneToOneField(Referee, on_delete=models.CASCADE, related_name="answer")
    since = models.TextField(max_length=1000)  # how they know each other, and since when
    trust = models.TextField(max_length=2000)  # whether they would trust them with somebody close, and why
    at = models.DateTimeField()
    # Staff who wrote it down on the telephone; empty where the referee did it themselves.
    heard_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = ReferenceAnswerQuerySet.as_manager()

    def __str__(self) -> str:
        return f"answer of {self.referee_id}"
