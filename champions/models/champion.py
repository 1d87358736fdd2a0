"""A Health Champion: a person who gifts time and skills at a centre, from the first invitation to the goodbye."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core import (
    languages,
    lookups,  # noqa: F401 - registers `__begins`
)
from core.actors import CARE_ROLES, MANAGERS, Actor
from core.querysets import Scoped, ScopedQuerySet
from people import keys
from people.models import Person, SearchKey
from people.models.lockbox import open_to


class Standing(models.TextChoices):
    """How far a champion has come. Changed by a person, never by a clock."""

    INVITED = "invited", _("invited")
    APPLIED = "applied", _("has told us about themselves")
    MEETING = "meeting", _("getting to know each other")
    SCREENING = "screening", _("steps before they start")
    ACTIVE = "active", _("active")
    PAUSED = "paused", _("taking a break")
    ALUMNI = "alumni", _("has moved on")
    DECLINED = "declined", _("not for now")


ON_THE_WAY = (Standing.INVITED, Standing.APPLIED, Standing.MEETING, Standing.SCREENING)
SERVING = (Standing.ACTIVE, Standing.PAUSED)
# Who was only asked, or for whom it is not for now, is a client like any other.
WORN = tuple(standing for standing in Standing if standing not in {Standing.INVITED, Standing.DECLINED})


class ChampionQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Coordinators and managers: their centre's. Other care staff: those of them who lead, by name. A champion:
        themselves. A lock on the client's record hides who wears no such hat, and nobody who does."""
        if actor.is_system:
            return self
        scope = Q(person=actor.person_id) if actor.person_id else Q(pk=None)
        if actor.centre_id and actor.has(*MANAGERS):
            wears_it = Q(standing__in=WORN) | open_to(actor, among=MANAGERS)
            scope |= Q(centre=actor.centre_id) & wears_it
        elif actor.centre_id and actor.has(*CARE_ROLES):
            scope |= Q(centre=actor.centre_id, standing__in=SERVING)
        return self.filter(scope)

    def active(self) -> Self:
        return self.filter(standing=Standing.ACTIVE)

    def serving(self) -> Self:
        """Who is a champion now: active, or on a break."""
        return self.filter(standing__in=SERVING)

    def on_the_way(self) -> Self:
        """Who was asked or has asked, and has not started yet."""
        return self.filter(standing__in=ON_THE_WAY)

    def stuck(self, day: date) -> Self:
        """On the way, without a next step, or past the day of it."""
        return self.on_the_way().filter(Q(next_step="") | Q(next_step_on__lt=day))

    def named(self, text: str) -> Self:
        """Those of whose name every word of the text begins a word."""
        found = self
        for word in keys.typed(text):
            found = found.filter(Exists(SearchKey.objects.filter(person=OuterRef("person"), key__begins=word)))
        return found

    def longest_first(self) -> Self:
        """By how long they have stood where they stand, with all that a card shows, in the same query."""
        return self.select_related("person", "supporter").order_by("stood_since", "pk")

    def by_standing(self) -> dict[str, int]:
        """How many there are of each standing. One query."""
        rows = self.order_by().values("standing").annotate(number=Count("pk"))
        return dict(rows.values_list("standing", "number"))

    def at(self, centre_id: int | None) -> Self:
        return self.filter(centre=centre_id)

    def to_check_in(self, today: date) -> Self:
        """Whose supporter wanted to talk with them by now."""
        return self.serving().filter(check_in_on__lte=today)

    def known(self) -> Self:
        """Without those whose record is erased: of them, nothing is written down any more."""
        return self.filter(person__erased_at=None)

    def for_list(self) -> Self:
        """By name, with all that a row of the list shows, in the same query."""
        return self.select_related("person", "supporter").order_by("person__search_name", "pk")

    def counts(self) -> dict[str, int]:
        """How many there are, and how many of them are active. One query."""
        return self.aggregate(
            total=Count("pk", filter=Q(standing__in=SERVING)),
            on_the_way=Count("pk", filter=Q(standing__in=ON_THE_WAY)),
            active=Count("pk", filter=Q(standing=Standing.ACTIVE)),
            paused=Count("pk", filter=Q(standing=Standing.PAUSED)),
        )

    def led_by(self, person_id: int | None) -> Self:
        """The champion rows of one person, one for each centre where they are a champion."""
        return self.filter(person=person_id) if person_id else self.none()


class Champion(Scoped):
    """One person as a champion of one centre. Only an active one can propose and lead there.

    `supporter` is the one on staff who sees to the next step, and whom the champion can turn to later.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="championships")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="champions")
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.ACTIVE)
    stood_since = models.DateTimeField(default=timezone.now)  # when they came to this standing
    next_step = models.CharField(max_length=200, blank=True)  # in staff's words
    next_step_on = models.DateField(null=True, blank=True)
    helps_out = models.BooleanField(default=False)  # may be asked to stand in for other leaders
    works = models.JSONField(default=list, blank=True)  # codes of champions.models.Work: what they do or would like to
    languages = models.JSONField(default=list, blank=True)  # codes of core.languages.Spoken
    interests = models.CharField(max_length=300, blank=True)
    supporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="supported_champions"
    )
    since = models.DateField(null=True)  # when they started
    check_in_weeks = models.PositiveSmallIntegerField(null=True, blank=True)  # how often their supporter checks in
    check_in_on = models.DateField(null=True, blank=True)  # the next time

    objects = ChampionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "centre"], name="champions_once_a_centre")]
        indexes = [models.Index(fields=["centre", "standing", "stood_since"], name="champions_board")]

    def __str__(self) -> str:
        return str(self.person)

    @classmethod
    def leading_at(cls, centre_id: int) -> ChampionQuerySet:
        """Who may lead a group of the centre, by name, each with their person."""
        rows = cls.objects.active().at(centre_id).select_related("person")
        return rows.order_by("person__search_name", "pk")

    @property
    def is_active(self) -> bool:
        return self.standing == Standing.ACTIVE

    @property
    def is_on_the_way(self) -> bool:
        return self.standing in ON_THE_WAY

    @property
    def is_serving(self) -> bool:
        return self.standing in SERVING

    @property
    def spoken(self) -> list[str]:
        """The languages of the champion, in words."""
        return languages.in_words(self.languages)

    def waits(self, day: date) -> bool:
        """Whether somebody has to look after them: see `stuck`."""
        on_the_way = self.standing in ON_THE_WAY
        return on_the_way and (not self.next_step or (self.next_step_on is not None and self.next_step_on < day))

    def days_here(self, now: datetime) -> int:
        """For how many days of the calendar they have stood where they stand. `now` is in the centre's zone."""
        return max((now.date() - self.stood_since.astimezone(now.tzinfo).date()).days, 0)
