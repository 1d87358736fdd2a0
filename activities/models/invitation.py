"""Who may join a group that is by invitation."""

from typing import Self

from django.db import models
from django.db.models import Q

from activities.models.activity import Activity
from core.actors import CARE_ROLES, Actor
from core.querysets import Scoped, ScopedQuerySet
from people.models import Person
from people.models.lockbox import open_to


class InvitationQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def visible_to(self, actor: Actor) -> Self:
        """Care staff: those at their centre. Anybody: their own."""
        if actor.is_system:
            return self
        scope = Q(person=actor.person_id) if actor.person_id else Q(pk=None)
        if actor.has(*CARE_ROLES) and actor.centre_id:
            scope |= Q(activity__centre=actor.centre_id) & open_to(actor)
        return self.filter(scope)


class Invitation(Scoped):
    """Somebody may join, until the invitation is withdrawn."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    invited_by_user_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person"], condition=Q(withdrawn_at=None), name="activities_invitation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.activity_id}"
