"""What the groups tell of by themselves, on the case of whoever came by a prescription."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models import Session
from core.actors import Actor
from core.encrypted import EncryptedTextField
from core.querysets import Scoped, ScopedQuerySet
from prescriptions.models.case import OPEN_CASES, Case
from prescriptions.models.taking_part import TakingPart


class HappeningKind(models.TextChoices):
    THERE = "there", _("was there")
    STOPPED = "stopped", _("has not come any more")
    CALLED_OFF = "called_off", _("a date is called off")
    ENDED = "ended", _("the group has ended")


REPLAN = (HappeningKind.CALLED_OFF, HappeningKind.ENDED)


class HappeningQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees the case."""
        return self if actor.is_system else self.filter(case__in=Case.visible_to(actor))

    def unsettled(self) -> Self:
        """What nobody has looked at yet, of the work that is open."""
        return self.filter(settled_at=None, case__state__in=OPEN_CASES)

    def to_do(self) -> Self:
        """What asks for something: a call, or another plan."""
        return self.exclude(kind=HappeningKind.THERE)

    def of_worker(self, user_id: int | None) -> Self:
        """On their own cases, and on those that nobody has."""
        return self.filter(Q(case__owner=user_id) | Q(case__owner=None))

    def with_group(self) -> Self:
        """With all that a line shows, newest first."""
        return self.select_related("taking_part__activity__centre", "session__centre").order_by("-at", "-pk")

    def with_person(self) -> Self:
        """And whom it is about, and where their plan is."""
        return self.select_related("taking_part__activity__centre", "case__person", "case__prescription")


class Happening(Scoped):
    """One thing that happened. It changes nothing by itself: a person reads it, acts, and settles it.

    `number` says which time they were there, or after how many times they stopped.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="happenings")
    taking_part = models.ForeignKey(TakingPart, on_delete=models.CASCADE, related_name="happenings")
    kind = models.CharField(max_length=10, choices=HappeningKind.choices)
    number = models.PositiveIntegerField(default=0)
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_user_id = models.BigIntegerField(null=True)
    note = EncryptedTextField(blank=True)  # what was done about it

    objects = HappeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["taking_part", "kind", "number"],
                condition=~Q(kind="called_off"),
                name="prescriptions_happens_once",
            ),
            models.UniqueConstraint(
                fields=["taking_part", "session"],
                condition=Q(kind="called_off"),
                name="prescriptions_date_off_once",
            ),
        ]
        indexes = [models.Index(fields=["case", "at"], condition=Q(settled_at=None), name="prescriptions_unsettled")]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_to_do(self) -> bool:
        return self.kind != HappeningKind.THERE

    @property
    def is_replan(self) -> bool:
        return self.kind in REPLAN
