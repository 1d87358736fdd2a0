"""What staff must look into, because of a visitor of whom nothing was heard or who asks for help."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.actors import CARE_ROLES, Actor
from core.querysets import Scoped, ScopedQuerySet
from matches.models.visit import Visit
from people.models.lockbox import noting


class Cause(models.TextChoices):
    HELP = "help", _("The visitor asks for help")
    OUT = "out", _("The visitor has not checked out")
    LATE = "late", _("The visitor has not said that they arrived")


class AlertState(models.TextChoices):
    NEW = "new", _("nobody looks into it yet")
    TAKEN = "taken", _("somebody looks into it")
    CLOSED = "closed", _("closed")


# For these somebody is woken.
URGENT = (Cause.HELP, Cause.OUT)


class AlertQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Care staff: their centre's. Nobody else. Also where whom the visitor sees is locked from them: it is about
        the visitor's safety. `is_shut` says so, and `seen.without_names` leaves the name out."""
        if actor.is_system:
            return self
        if not actor.has(*CARE_ROLES):
            return self.none()
        return noting(self.filter(visit__match__centre=actor.centre_id), actor, "visit__match__request__person")

    def for_rows(self) -> Self:
        """With the visit, the two and the centre. One query."""
        return self.select_related(
            "visit__match__request__person", "visit__match__champion__person", "visit__match__centre"
        )

    def open(self) -> Self:
        """The most urgent first, then the oldest."""
        urgent_first = models.Case(models.When(cause=Cause.LATE, then=1), default=0)
        return self.exclude(state=AlertState.CLOSED).order_by(urgent_first, "raised_at", "pk")

    def urgent(self) -> Self:
        return self.filter(cause__in=URGENT)


class Alert(Scoped):
    """One cause to worry about one visit. `safe_at`: when we heard that all is well. `outcome`: what had happened."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="alerts")
    cause = models.CharField(max_length=5, choices=Cause.choices)
    state = models.CharField(max_length=6, choices=AlertState.choices, default=AlertState.NEW)
    raised_at = models.DateTimeField()
    told_more_at = models.DateTimeField(null=True, editable=False)  # nobody took it, and everybody was told
    safe_at = models.DateTimeField(null=True, editable=False)
    outcome = models.CharField(max_length=500, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "cause"], condition=~Q(state="closed"), name="matches_alert_once_open"
            )
        ]
        indexes = [models.Index(fields=["state", "raised_at"], name="matches_alert_open")]

    def __str__(self) -> str:
        return self.cause

    @property
    def person_id(self) -> int:
        """Whom the visitor sees. Needs the visit, its match and its request loaded."""
        return self.visit.person_id

    @property
    def centre_id(self) -> int:
        return self.visit.match.centre_id

    @property
    def is_open(self) -> bool:
        return self.state != AlertState.CLOSED

    @property
    def is_urgent(self) -> bool:
        return self.cause in URGENT
