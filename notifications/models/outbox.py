"""What we owe to whom: one row a message, written in the transaction of the change that it tells of."""

from typing import Self

from django.db import models

from centres.models import Centre
from core.actors import Actor
from core.querysets import Scoped, ScopedQuerySet
from people.models import Person


class OutboxQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(person__in=Person.visible_to(actor))

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


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

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-created_at"], name="notifications_outbox_person")]

    def __str__(self) -> str:
        return self.type
