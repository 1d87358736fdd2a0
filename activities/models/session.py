"""One date of an activity."""

import uuid
from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity, ActivityState
from centres.models import Centre, Venue
from champions.models import Champion
from core.actors import CARE_ROLES, Actor
from core.bilingual import Bilingual
from core.querysets import Scoped, ScopedQuerySet

LONGEST = timedelta(hours=48)  # no session lasts longer


class SessionState(models.TextChoices):
    SCHEDULED = "scheduled", _("planned")
    CANCELLED = "cancelled", _("cancelled")


class OffBecause(models.TextChoices):
    """Why one date is called off, as far as it can be counted; the rest is words in its history."""

    LEADER = "leader", _("nobody can lead it")
    PLACE = "place", _("the room or the place cannot be used")
    WEATHER = "weather", _("the weather")
    FEW = "few", _("too few people")
    OTHER = "other", _("something else")


class SessionQuerySet(ScopedQuerySet):
    def listed(self) -> Self:
        """What the public site and the public feeds show, cancelled dates included.

        Says what is left out, not what is wanted: asked for the published activities, SQLite would fetch all the
        dates of each and sort them, where the index of days has the few wanted ones in order.
        """
        return self.exclude(activity__in=Activity.objects.all().hidden().values("pk"))

    def without_drafts(self) -> Self:
        """What people can come to: a draft of a group has dates that nobody knows of."""
        return self.exclude(activity__state=ActivityState.DRAFT)

    def scheduled(self) -> Self:
        return self.filter(state=SessionState.SCHEDULED)

    def upcoming(self, now: datetime) -> Self:
        """Not over yet, soonest first. The bound on the start lets an index skip the past."""
        return self.filter(starts_at__gt=now - LONGEST, ends_at__gt=now).order_by("starts_at", "pk")

    def between(self, first: date, last: date) -> Self:
        """On the local days from `first` to `last`, both included."""
        return self.filter(day__gte=first, day__lte=last).order_by("starts_at", "pk")

    def of_activity(self, activity_id: int) -> Self:
        return self.filter(activity=activity_id)

    def led_by(self, person_id: int | None) -> Self:
        """Of the groups that somebody leads, and those for which they stand in."""
        if person_id is None:
            return self.none()
        return self.filter(Q(activity__in=Activity.objects.led_by(person_id)) | Q(substitute__person=person_id))

    def kept_by(self, person_id: int | None) -> Self:
        """What somebody leads, or stands in for, as an active champion: who pauses or has left looks after nothing."""
        mine = Champion.objects.active().led_by(person_id)
        groups = Activity.leaders.through.objects.filter(champion__in=mine).values("activity")
        return self.without_drafts().filter(Q(activity__in=groups) | Q(substitute__in=mine))

    def with_place(self) -> Self:
        """With all that a card or a calendar entry shows, in the same query."""
        return self.select_related("activity", "centre", "venue")

    def fill_rate(self) -> float | None:
        """The part of their seats that was taken; None where none of them has a number of seats. One query."""
        bounded = self.filter(state=SessionState.SCHEDULED, capacity__gt=0)
        counted = bounded.aggregate(taken=Sum("seats_taken"), seats=Sum("capacity"))
        return counted["taken"] / counted["seats"] if counted["seats"] else None

    def visible_to(self, actor: Actor) -> Self:
        """Care staff: their centre's. Anybody: those of what they lead."""
        if actor.is_system:
            return self
        scope = Q(pk=None)
        if actor.person_id:
            led = Q(activity__leaders__person=actor.person_id) | Q(substitute__person=actor.person_id)
            scope |= led & ~Q(activity__state=ActivityState.DRAFT)
        if actor.has(*CARE_ROLES) and actor.centre_id:
            scope |= Q(centre=actor.centre_id)
        return self.filter(scope).distinct()


class Session(Scoped):
    """One date. `original_date` is where the rule put it and never changes: that is how the rule finds it again.

    `seats_taken` counts confirmed and offered seats; it is written under the row's lock, by `services.seats` alone.
    `revision` rises with every change that a calendar must show (iCalendar's SEQUENCE, RFC 5545 s. 3.8.7.4).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sessions")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    original_date = models.DateField()
    day = models.DateField()  # the local date of the start
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    seats_taken = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=20, choices=SessionState.choices, default=SessionState.SCHEDULED)
    # What somebody changed at this one date: the schedule keeps its hands off.
    own_time = models.BooleanField(default=False)
    own_place = models.BooleanField(default=False)
    own_seats = models.BooleanField(default=False)
    is_extra = models.BooleanField(default=False)  # somebody added it: no rule asks for it
    dropped = models.BooleanField(default=False)  # called off by the schedule, which may bring it back
    off_because = models.CharField(max_length=10, choices=OffBecause.choices, blank=True)
    substitute = models.ForeignKey(Champion, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    note_en = models.CharField(max_length=200, blank=True)  # what is different this time, for everybody to read
    note_fr = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)
    modified_at = models.DateTimeField()

    note = Bilingual("note")

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "original_date"], name="activities_session_once_a_date"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="activities_session_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(seats_taken__gte=0), name="activities_session_seats_not_negative"),
        ]
        indexes = [
            # With the activity, so that the month's counts are read from the index alone.
            models.Index(fields=["day", "starts_at", "activity"], name="activities_session_day"),
            models.Index(fields=["centre", "day", "starts_at", "activity"], name="activities_session_centre_day"),
            models.Index(fields=["activity", "starts_at"], name="activities_session_activity"),
            models.Index(fields=["venue", "starts_at"], name="activities_session_venue"),
            models.Index(fields=["starts_at"], name="activities_session_start"),
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.day}"

    @classmethod
    def public(cls) -> SessionQuerySet:
        return cls.objects.all().listed()

    @property
    def local_start(self) -> datetime:
        """The start in the centre's zone. Needs `centre` loaded."""
        return self.starts_at.astimezone(self.centre.zone)

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(self.centre.zone)

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_by_hand(self) -> bool:
        """Whether somebody changed something at this one date, or added it."""
        changed = self.own_time or self.own_place or self.own_seats or self.is_extra
        return bool(changed or self.substitute_id or self.note_en or self.note_fr)

    @property
    def is_cancelled(self) -> bool:
        return self.state == SessionState.CANCELLED

    @property
    def seats_left(self) -> int | None:
        """Free seats; None where as many can come as like to."""
        return None if self.capacity is None else max(0, self.capacity - self.seats_taken)

    @property
    def is_full(self) -> bool:
        return self.seats_left == 0
