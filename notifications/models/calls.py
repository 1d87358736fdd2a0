"""Telephone calls that staff make, and calls that people wait for."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from centres.models.centre import Language
from core.actors import CARE_ROLES, Actor
from core.querysets import Scoped, ScopedQuerySet
from notifications.models.outbox import OutboxMessage
from people.models import Person
from people.models.lockbox import open_to


class CallResult(models.TextChoices):
    REACHED = "reached", _("spoke with them")
    LEFT_MESSAGE = "left_message", _("left a message")
    NO_ANSWER = "no_answer", _("no answer")
    WRONG_NUMBER = "wrong_number", _("wrong number")


class Reason(models.TextChoices):
    """Why somebody waits for our call."""

    ASKED = "asked", _("asked for a person")
    NOT_UNDERSTOOD = "not_understood", _("was not understood")
    NEW = "new", _("signed up by telephone: ask for their name")
    CHAMPION = "champion", _("asked about being a Health Champion")


class CallBackQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        if not (actor.has(*CARE_ROLES) and actor.centre_id):
            return self.none()
        return self.filter(open_to(actor), centre=actor.centre_id)


class CallBack(Scoped):
    """A call that somebody waits for, known to us or not. `recording` is the provider's id of what they said."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    number = models.CharField(max_length=16)  # E.164
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    words = models.CharField(max_length=300, blank=True)  # what they had written
    recording = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    objects = CallBackQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "number", "reason"],
                condition=models.Q(settled_at=None),
                name="notifications_one_open_callback",
            )
        ]

    def __str__(self) -> str:
        return self.reason


class CallQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(person__in=Person.visible_to(actor), centre=actor.centre_id)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class Call(Scoped):
    """One try to reach a person by telephone, and what came of it. `message` is what there was to say, if anything."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calls")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(OutboxMessage, null=True, on_delete=models.SET_NULL, related_name="calls")
    result = models.CharField(max_length=20, choices=CallResult.choices)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by_user_id = models.BigIntegerField(null=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="notifications_call_person")]

    def __str__(self) -> str:
        return self.result
