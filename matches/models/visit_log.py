"""What a visitor writes of a visit."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.actors import CARE_ROLES, Actor, Role
from core.querysets import Scoped, ScopedQuerySet
from matches.models.visit import Visit
from people.models import StaffRole
from people.models.lockbox import open_to


class Mood(models.TextChoices):
    """How it was."""

    GOOD = "good", _("good")
    MIXED = "mixed", _("so-so")
    HARD = "hard", _("hard")


class VisitLogQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The visitor: their own. Care staff: their centre's; those that tell of a worry only who hears of worries
        there, or managers; where there are none of either, coordinators."""
        if actor.is_system:
            return self
        scope = Q(visit__match__champion__person=actor.person_id) if actor.person_id else Q(pk=None)
        if actor.has(*CARE_ROLES) and actor.centre_id:
            here = Q(visit__match__centre=actor.centre_id) & open_to(actor, "visit__match__request__person")
            scope |= here & self._heard_by(actor)
        return self.filter(scope)

    def _heard_by(self, actor: Actor) -> Q:
        if actor.has(Role.MANAGER):
            return Q()
        staff = StaffRole.objects.filter(centre=OuterRef("visit__match__centre"))
        heard = Q(is_worry=False) | Q(Exists(staff.filter(user=actor.user_id, hears_worries=True)))
        if actor.has(Role.COORDINATOR):
            heard |= ~Q(Exists(staff.filter(Q(hears_worries=True) | Q(role=Role.MANAGER))))
        return heard

    def to_follow_up(self) -> Self:
        """What staff were asked to look after, worries first."""
        rows = self.exclude(follow_up="").filter(settled_at=None)
        return rows.order_by("-is_worry", "written_at", "pk")

    def for_rows(self) -> Self:
        return self.select_related(
            "visit__match__request__person", "visit__match__champion__person", "visit__match__centre"
        )


class VisitLog(Scoped):
    """How long a visit was, how it was, and what staff should follow up. `is_worry`: about somebody's safety."""

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="log")
    minutes = models.PositiveSmallIntegerField()
    mood = models.CharField(max_length=5, choices=Mood.choices, blank=True)
    follow_up = models.CharField(max_length=500, blank=True)
    is_worry = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, editable=False)

    objects = VisitLogQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.minutes} min"
