"""Asking somebody by name to be a Health Champion: who asks, in which words, how, and what came of it."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from champions.models.champion import WORN, Champion
from core import clock
from core.actors import MANAGERS, STAFF_ROLES, Actor, Role
from core.querysets import Scoped, ScopedQuerySet
from people.models.lockbox import open_to

GOOD_FOR = timedelta(days=90)  # so long the link opens something

# Whoever works with people may ask; an evaluator sees no names.
ASKING = STAFF_ROLES - {Role.EVALUATOR}


class Means(models.TextChoices):
    """How somebody is asked."""

    EMAIL = "email", _("by e-mail")
    TEXT = "text", _("by text message")
    LETTER = "letter", _("by letter")
    IN_PERSON = "in_person", _("in person")


class Answer(models.TextChoices):
    YES = "yes", _("yes, tell me more")
    LATER = "later", _("not now")
    CALL = "call", _("please call me")


class InvitationQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Coordinators and managers: their centre's. Other staff who ask: their own, at this centre. Who is asked is a
        client as yet, whose record may be locked."""
        if actor.is_system:
            return self
        if actor.centre_id is None or not actor.has(*ASKING):
            return self.none()
        is_open = Q(champion__standing__in=WORN) | open_to(actor, "champion__person", among=ASKING)
        here = self.filter(is_open, centre=actor.centre_id)
        return here if actor.has(*MANAGERS) else here.by_user(actor.user_id)

    def by_user(self, user_id: int | None) -> Self:
        return self.filter(inviter=user_id) if user_id else self.none()

    def open(self) -> Self:
        """Neither answered for good nor withdrawn."""
        return self.filter(closed_at=None)

    def waiting(self) -> Self:
        """Nobody has said yet whom it is for."""
        return self.open().filter(champion=None)

    def to_ask(self, day: object) -> Self:
        """To be said in person by that day, and not yet said."""
        return self.open().filter(means=Means.IN_PERSON, answer="", remind_on__lte=day).exclude(champion=None)

    def newest_first(self) -> Self:
        return self.order_by("-made_at", "-pk")


class ChampionInvitation(Scoped):
    """One invitation. `named` and `contact` are as the inviter wrote them; `champion` is whom they mean, once it is
    known."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    champion = models.ForeignKey(Champion, null=True, on_delete=models.CASCADE, related_name="invitations")
    inviter = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    named = models.CharField(max_length=120)
    contact = models.CharField(max_length=254, blank=True)  # E.164 or an address; kept until somebody said whose it is
    words = models.CharField(max_length=300)  # the inviter's own
    means = models.CharField(max_length=10, choices=Means.choices, blank=True)
    remind_on = models.DateField(null=True)  # the day to ask in person
    reminded_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # its link opens nothing from then on

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["champion"], condition=Q(closed_at=None), name="champions_one_open_invitation"
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "-made_at"], name="champions_invitation_here"),
            models.Index(fields=["remind_on"], condition=Q(closed_at=None), name="champions_invitation_due"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def whom(self) -> Champion:
        """Whoever is asked, of an invitation of which that is known."""
        if self.champion is None:
            raise ValueError("nobody has said yet whom this is for")
        return self.champion

    @property
    def is_waiting(self) -> bool:
        return self.champion_id is None and self.closed_at is None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def says_in_person(self) -> bool:
        return self.means == Means.IN_PERSON

    def is_good(self, now: datetime | None = None) -> bool:
        """Whether its link still opens something."""
        return self.is_open and self.champion_id is not None and (now or clock.now()) < self.made_at + GOOD_FOR

    def is_due(self) -> bool:
        """Whether it is to be said in person today, or was."""
        asked = bool(self.answer) or not self.is_open or self.champion_id is None
        return not asked and self.remind_on is not None and self.remind_on <= timezone.localdate()
