"""How a champion is supported: the plan that is made together, what was noted, and breaks."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from champions.models.champion import Champion
from core.actors import MANAGERS, Actor
from core.querysets import Scoped, ScopedQuerySet


class OfChampionQuerySet(ScopedQuerySet):
    """Rows of a champion's file."""

    def visible_to(self, actor: Actor) -> Self:
        """Coordinators and managers: their centre's champions. A champion: their own. Nobody else."""
        if actor.is_system:
            return self
        own = Q(champion__person=actor.person_id) if actor.person_id else Q(pk=None)
        return self.filter(own | self.at_the_desk(actor))

    @staticmethod
    def at_the_desk(actor: Actor) -> Q:
        if actor.centre_id and actor.has(*MANAGERS):
            return Q(champion__centre=actor.centre_id)
        return Q(pk=None)


class SupportPlan(Scoped):
    """What helps a champion and what does not. Written with them; they see all of it, and say whether it is right."""

    champion = models.OneToOneField(Champion, on_delete=models.CASCADE, related_name="plan")
    helps = models.TextField(max_length=1000, blank=True)
    hinders = models.TextField(max_length=1000, blank=True)
    reach = models.TextField(max_length=500, blank=True)
    agreed = models.TextField(max_length=1000, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    right_at = models.DateTimeField(null=True)  # when the champion said yes to what stands there now

    objects = OfChampionQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.champion_id)


class Layer(models.TextChoices):
    """Who reads a note. There is nothing in between."""

    SHARED = "shared", _("the champion sees it too")
    STAFF = "staff", _("staff only")


class NoteQuerySet(OfChampionQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Coordinators and managers: every layer. A champion: the layer that is theirs too."""
        if actor.is_system:
            return self
        own = Q(champion__person=actor.person_id, layer=Layer.SHARED) if actor.person_id else Q(pk=None)
        # Whoever works here and is a champion here themselves reads as a champion does.
        desk = self.at_the_desk(actor) & ~Q(champion__person=actor.person_id)
        return self.filter(own | desk)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class Note(Scoped):
    """What staff wrote down about supporting a champion; `checks_in`: it is what came of a check-in."""

    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="notes")
    layer = models.CharField(max_length=10, choices=Layer.choices)
    text = models.TextField(max_length=1000)
    checks_in = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # of staff's time, where they noted it
    at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["champion", "-at"], name="champions_notes_of")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="champions_note_says_something")]

    def __str__(self) -> str:
        return f"{self.champion_id} {self.layer}"


class BreakQuerySet(OfChampionQuerySet):
    def open(self) -> Self:
        """Asked for, and not over yet."""
        return self.filter(ended_at=None)

    def covering(self, day: date | models.F | models.OuterRef) -> Self:
        """Open ones in which that day lies."""
        return self.open().filter(Q(until=None) | Q(until__gte=day), starts_on__lte=day)


class Break(Scoped):
    """A break that a champion asked for. `until` is about when they will be back; None: they do not know."""

    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="breaks")
    starts_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    word = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = BreakQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["champion"], condition=Q(ended_at=None), name="champions_one_break_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("starts_on")), name="champions_break_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.champion_id} {self.starts_on}"
