"""One try to carry a message to somebody by one way."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.actors import Actor
from core.querysets import Scoped, ScopedQuerySet
from notifications.models.outbox import OutboxMessage
from people.models import ContactPoint, Person
from people.models.contact import Way


class DeliveryStatus(models.TextChoices):
    """Where a try is. HANDED is written before the provider is asked: whoever finds it later, unanswered, must look
    whether the provider has the message before it is sent again."""

    HANDED = "handed", _("handed over")
    ACCEPTED = "accepted", _("accepted by the carrier")
    DELIVERED = "delivered", _("delivered")
    FAILED = "failed", _("not delivered")
    LOST = "lost", _("never reached the carrier")


class DeliveryQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(message__person__in=Person.visible_to(actor))


class Delivery(Scoped):
    """One try. Holds no words, only what finds them in the provider's log."""

    message = models.ForeignKey(OutboxMessage, on_delete=models.CASCADE, related_name="deliveries")
    point = models.ForeignKey(ContactPoint, null=True, on_delete=models.SET_NULL, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices)
    words_hash = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=DeliveryStatus.choices, default=DeliveryStatus.HANDED)
    provider_id = models.CharField(max_length=64, null=True, unique=True)
    error = models.CharField(max_length=10, blank=True)  # the provider's code
    round = models.PositiveSmallIntegerField(default=0)  # the message's, when it was tried

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.way}: {self.status}"

    @property
    def counts(self) -> bool:
        """Whether it still says what becomes of its message. Once staff have that sent again, only a try without an
        answer does: the provider may have it. Needs `message` loaded."""
        return self.round == self.message.round or self.status == DeliveryStatus.HANDED
