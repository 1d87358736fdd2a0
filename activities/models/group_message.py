"""A few lines that a leader writes to the people of their group. They go out through us: no number is shown."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity
from activities.models.session import Session
from centres.models import Centre
from core.actors import CARE_ROLES, Actor
from core.querysets import Scoped, ScopedQuerySet
from people.models import Person

LONGEST = 300


class Audience(models.TextChoices):
    DATE = "date", _("Everybody with a place on this date")
    AHEAD = "ahead", _("Everybody with a place on any date ahead")


class GroupMessageQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Care staff: their centre's. Whoever wrote it. Those who got it find it by their messages."""
        if actor.is_system:
            return self
        scope = Q(sender=actor.person_id) if actor.person_id else Q(pk=None)
        if actor.has(*CARE_ROLES) and actor.centre_id:
            scope |= Q(centre=actor.centre_id)
        return self.filter(scope)

    def of_activity(self, activity_id: int) -> Self:
        """Newest first, with all that a row shows."""
        rows = self.filter(activity=activity_id).select_related("sender", "session__centre", "centre")
        return rows.order_by("-sent_at", "-pk")


class GroupMessage(Scoped):
    """What was sent, and to how many. To whom stands in the outbox alone."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="messages")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience.choices)
    # The date of which it speaks; null where it is for all, and where the date is gone.
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sender = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(max_length=LONGEST)
    people = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    objects = GroupMessageQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="activities_group_message_says_something")]
        indexes = [models.Index(fields=["activity", "-sent_at"], name="activities_group_message_new")]

    def __str__(self) -> str:
        return str(self.public_id)
