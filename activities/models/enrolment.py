"""A standing place: one person's place at every date of an activity, until they say otherwise."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity
from core.actors import CARE_ROLES, Actor, Channel
from core.querysets import Scoped, ScopedQuerySet
from people.models import Person
from people.models.lockbox import open_to


class EnrolmentState(models.TextChoices):
    ACTIVE = "active", _("comes every time")
    ENDED = "ended", _("ended")


class EnrolmentQuerySet(ScopedQuerySet):
    def active(self) -> Self:
        return self.filter(state=EnrolmentState.ACTIVE)

    def in_order(self) -> Self:
        """First come, first."""
        return self.order_by("created_at", "pk")

    def visible_to(self, actor: Actor) -> Self:
        """Care staff: those at their centre. Anybody: their own. A leader sees the places at each date instead."""
        if actor.is_system:
            return self
        scope = Q(person=actor.person_id) if actor.person_id else Q(pk=None)
        if actor.has(*CARE_ROLES) and actor.centre_id:
            scope |= Q(activity__centre=actor.centre_id) & open_to(actor)
        return self.filter(scope)


class Enrolment(Scoped):
    """Books each date as it appears. Of a course, one enrolment is one place at all its dates.

    Whether there is a place stands at each date's booking: this row says only that somebody wants them all.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="enrolments")
    state = models.CharField(max_length=20, choices=EnrolmentState.choices, default=EnrolmentState.ACTIVE)
    companions = models.PositiveSmallIntegerField(default=0)
    access_needs = models.CharField(max_length=500, blank=True)
    wants_lift = models.BooleanField(default=False)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    created_at = models.DateTimeField()
    request_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person"], condition=Q(state="active"), name="activities_enrolment_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
