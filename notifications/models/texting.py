"""Texts that people send us, and what was last asked of them."""

from typing import Self

from django.db import models

from centres.models import Centre
from centres.models.centre import Language
from core.actors import CARE_ROLES, Actor
from core.querysets import Scoped, ScopedQuerySet
from people.models import Person
from people.models.lockbox import open_to


class Conversation(models.Model):
    """What goes on with one number: the question last asked, whose answer is a digit or a name."""

    number = models.CharField(max_length=16, unique=True)  # E.164
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")  # who said it is they
    language = models.CharField(max_length=2, choices=Language.choices)
    question = models.CharField(max_length=40, blank=True)
    choices = models.JSONField(default=list, blank=True)  # of each numbered answer, what it stands for
    asked_at = models.DateTimeField()
    not_understood = models.PositiveSmallIntegerField(default=0)  # in a row

    def __str__(self) -> str:
        return self.question


class InboundTextQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Care staff: their centre's. What people wrote is not for those who see numbers or prescriptions alone."""
        if actor.is_system:
            return self
        if not (actor.has(*CARE_ROLES) and actor.centre_id):
            return self.none()
        return self.filter(open_to(actor), centre=actor.centre_id)


class InboundText(Scoped):
    """A text that came in, and our answer. The provider's id makes it one text however often it is reported."""

    provider_id = models.CharField(max_length=64, unique=True)
    number = models.CharField(max_length=16)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.CharField(max_length=1600, blank=True)
    answer = models.CharField(max_length=1600, blank=True)
    at = models.DateTimeField()

    objects = InboundTextQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["number", "-at"], name="notifications_inbound_number")]

    def __str__(self) -> str:
        return self.provider_id
