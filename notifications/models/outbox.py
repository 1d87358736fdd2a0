"""What we owe to whom: one row a message, written in the transaction of the change that it tells of."""

from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.actors import Actor
from core.querysets import Scoped, ScopedQuerySet
from people.models import Person
from people.models.contact import Way


class Outcome(models.TextChoices):
    """What became of a message. Empty as long as it is on its way."""

    SENT = "sent", _("sent")
    NOT_TRUE = "not_true", _("not sent: it was no longer true")
    NOT_WANTED = "not_wanted", _("not sent: they want no messages")
    UNREACHABLE = "unreachable", _("not sent: nothing written reaches them")
    OVERTAKEN = "overtaken", _("not sent: a later message says it")
    TOO_OLD = "too_old", _("not sent: it was too old")


# Its person got nothing, and somebody has to look why.
IN_VAIN = frozenset({Outcome.UNREACHABLE, Outcome.NOT_WANTED, Outcome.TOO_OLD})


class OutboxQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(person__in=Person.visible_to(actor))

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def on_their_way(self) -> Self:
        return self.filter(outcome="", due_at__isnull=False, settled_at=None)

    def arrived(self) -> Self:
        """Sent, or said on the telephone."""
        return self.filter(Q(outcome=Outcome.SENT) | Q(settled_at__isnull=False))

    def in_vain(self) -> Self:
        return self.filter(outcome__in=IN_VAIN, settled_at=None)


class OutboxMessage(Scoped):
    """One message. Holds no words: they are rendered when it is read or sent, from what is true then.

    `key` is what makes it unique: the same event reported twice is one message.
    """

    type = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="messages")
    about_id = models.BigIntegerField()
    key = models.CharField(max_length=160, unique=True)
    created_at = models.DateTimeField()
    # The centre that the message comes from, and when somebody there had said it on the telephone.
    centre = models.ForeignKey(Centre, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(null=True, editable=False)
    # Sending (services.delivery): when to try next, empty once there is nothing more to do; who tries it holds it
    # until the lease ends.
    urgent = models.BooleanField(default=False, editable=False)  # goes at once, also at night
    due_at = models.DateTimeField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    way = models.CharField(max_length=10, choices=Way.choices, blank=True, editable=False)
    round = models.PositiveSmallIntegerField(default=0, editable=False)  # how often staff had it sent again

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-created_at"], name="notifications_outbox_person"),
            models.Index(fields=["centre", "-created_at"], name="notifications_outbox_centre"),
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="notifications_outbox_due"),
        ]

    def __str__(self) -> str:
        return self.type

    @property
    def zone(self) -> ZoneInfo:
        """In which its times are written: the centre's, or the house's. Needs `centre` loaded."""
        return self.centre.zone if self.centre else ZoneInfo(settings.TIME_ZONE)

    @property
    def is_on_its_way(self) -> bool:
        return not self.outcome and self.due_at is not None
