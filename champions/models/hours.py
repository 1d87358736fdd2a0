"""Hours that champions gift."""

from typing import Self

from django.db import models
from django.db.models import Sum
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from champions.models.champion import Champion
from champions.models.support import OfChampionQuerySet
from core.actors import MANAGERS, Actor
from core.models.immutable import ByActor
from core.querysets import Scoped, ScopedQuerySet

BY_HAND = "hand:"  # how the source of what somebody wrote down begins


class HoursState(models.TextChoices):
    WAITING = "waiting", _("staff look at it")
    COUNTED = "counted", _("counted")
    DECLINED = "declined", _("not counted")


class HoursQuerySet(OfChampionQuerySet):
    def gifted_by(self, person_id: int) -> Self:
        """What one person has given, at whichever centre."""
        return self.filter(champion__person=person_id)

    def counted(self) -> Self:
        return self.filter(state=HoursState.COUNTED)

    def waiting(self) -> Self:
        """Written down by champions, longest first."""
        return self.filter(state=HoursState.WAITING).order_by("pk")

    def newest_first(self) -> Self:
        return self.order_by("-day", "-pk")

    def total(self) -> int:
        """The sum of what is counted, in whole hours, rounded down. One query."""
        return self.minutes() // 60

    def minutes(self) -> int:
        """The sum of what is counted. One query."""
        return self.counted().aggregate(sum=Sum("minutes"))["sum"] or 0

    def by_year(self) -> list[tuple[int, int]]:
        """Each year with what is counted in it, in whole hours, newest first. One query."""
        years = self.counted().annotate(year=ExtractYear("day")).order_by("-year").values("year")
        return [(row["year"], row["sum"] // 60) for row in years.annotate(sum=Sum("minutes"))]


class Hours(Scoped):
    """Minutes gifted on one day for one reason.

    `source` ("session:<id>", "visit:<id>", "hand:<key>") makes counting twice impossible.
    """

    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="hours")
    source = models.CharField(max_length=60)
    day = models.DateField()
    minutes = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=HoursState.choices, default=HoursState.COUNTED)
    what = models.CharField(max_length=200, blank=True)  # what they were for, where somebody wrote them down
    answer = models.CharField(max_length=300, blank=True)  # why they are not counted: for the champion to read
    corrected = models.BooleanField(default=False)  # staff set the number: a register that is closed again does not

    objects = HoursQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "hours"
        constraints = [models.UniqueConstraint(fields=["champion", "source"], name="champions_hours_once")]
        indexes = [models.Index(fields=["champion", "day"], name="champions_hours_by_day")]

    def __str__(self) -> str:
        return f"{self.minutes} min"

    @property
    def person_id(self) -> int:
        """Whom the hours concern. A query where the champion was not loaded."""
        return self.champion.person_id

    @property
    def is_by_hand(self) -> bool:
        return self.source.startswith(BY_HAND)


class HoursChangeQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Coordinators and managers: their centre's champions. A champion: their own."""
        if actor.is_system:
            return self
        scope = models.Q(hours__champion__person=actor.person_id) if actor.person_id else models.Q(pk=None)
        if actor.centre_id and actor.has(*MANAGERS):
            scope |= models.Q(hours__champion__centre=actor.centre_id)
        return self.filter(scope)


class HoursChange(ByActor, Scoped):
    """One correction: who, when, from what, to what, and why. Only added; erasing a person takes the words."""

    hours = models.ForeignKey(Hours, on_delete=models.CASCADE, related_name="changes")
    minutes_before = models.PositiveIntegerField()
    minutes_after = models.PositiveIntegerField()
    day_before = models.DateField()
    day_after = models.DateField()
    why = models.CharField(max_length=200, blank=True)  # in staff's words; empty where a register was closed again

    objects = HoursChangeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.minutes_before} → {self.minutes_after}"
