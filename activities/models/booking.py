"""One person's place at one session, from the wish to the fact that they came."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Case, Count, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from activities.models.enrolment import Enrolment
from activities.models.session import Session
from core import clock
from core.actors import CARE_ROLES, Actor, Channel
from core.querysets import Scoped, ScopedQuerySet
from people.models import Person
from people.models.lockbox import open_to

# Later than this after a date its leader needs nobody's name any more.
LEADERS_SEE_FOR = timedelta(days=14)


class BookingState(models.TextChoices):
    CONFIRMED = "confirmed", _("has a place")
    WAITLISTED = "waitlisted", _("on the waiting list")
    OFFERED = "offered", _("a place is offered")
    THINKING = "thinking", _("is thinking of coming")
    CANCELLED = "cancelled", _("cancelled")


# "Thinking of coming" is said where no sign-up is needed: it holds no seat and promises nothing.
ACTIVE = frozenset({BookingState.CONFIRMED, BookingState.WAITLISTED, BookingState.OFFERED, BookingState.THINKING})
HOLDS_SEATS = frozenset({BookingState.CONFIRMED, BookingState.OFFERED})


class Attendance(models.TextChoices):
    UNKNOWN = "unknown", _("not marked yet")
    CAME = "came", _("came")
    LATE = "late", _("came late")
    MISSED = "missed", _("did not come")
    EXCUSED = "excused", _("did not come, and had said so")


WAS_THERE = frozenset({Attendance.CAME, Attendance.LATE})


class BookingQuerySet(ScopedQuerySet):
    def active(self) -> Self:
        return self.filter(state__in=ACTIVE)

    def confirmed(self) -> Self:
        return self.filter(state=BookingState.CONFIRMED)

    def holding_seats(self) -> Self:
        return self.filter(state__in=HOLDS_SEATS)

    def waiting(self) -> Self:
        """The waiting list, first come first."""
        return self.filter(state=BookingState.WAITLISTED).order_by("created_at", "pk")

    def with_position(self) -> Self:
        """With `position`, the place on the waiting list counted from 1; 0 for whoever does not wait."""
        earlier = (
            Booking.objects.filter(session=OuterRef("session"), state=BookingState.WAITLISTED)
            .filter(
                Q(created_at__lt=OuterRef("created_at")) | Q(created_at=OuterRef("created_at"), pk__lte=OuterRef("pk"))
            )
            .order_by()
            .values("session")
            .annotate(count=Count("pk"))
            .values("count")
        )
        waits = Q(state=BookingState.WAITLISTED)
        return self.annotate(position=Case(When(waits, then=Subquery(earlier)), default=0))

    def coming_up(self, now: datetime) -> Self:
        """Places, offers and waits at dates that are not over, soonest first, with all that a row shows."""
        return (
            self.active()
            .filter(session__ends_at__gt=now)
            .select_related("session__activity", "session__centre", "session__venue")
            .order_by("session__starts_at", "pk")
        )

    def for_history(self) -> Self:
        """Newest date first, with all that a row shows."""
        return self.select_related("session__activity", "session__centre").order_by("-session__starts_at", "-pk")

    def overdue_offers(self, now: datetime) -> Self:
        return self.filter(state=BookingState.OFFERED, offer_until__lte=now)

    def attended(self) -> Self:
        """The places whose people were there."""
        return self.filter(state=BookingState.CONFIRMED, attendance__in=WAS_THERE)

    def no_shows(self) -> Self:
        """The places that stood empty without a word."""
        return self.filter(state=BookingState.CONFIRMED, attendance=Attendance.MISSED)

    def tally(self) -> dict[str, int]:
        """How often they came, came late, did not come, or had excused themselves. One query, no rows."""
        marked = [mark for mark in Attendance if mark != Attendance.UNKNOWN]
        marks = {str(mark): Count("pk", filter=Q(attendance=mark)) for mark in marked}
        counted: dict[str, int] = self.filter(state=BookingState.CONFIRMED).aggregate(**marks)
        return counted

    def no_show_rate(self) -> float | None:
        """The part of the marked places that stood empty without a word; None where nothing is marked. One query."""
        counted = self.tally()
        marked = sum(counted.values())
        return counted[Attendance.MISSED] / marked if marked else None

    def visible_to(self, actor: Actor) -> Self:
        """Care staff: bookings at their centre. Anybody: their own. Leaders: those at what they lead, as long as they
        stand and until `LEADERS_SEE_FOR` after the date."""
        if actor.is_system:
            return self
        scope = Q(pk=None)
        if actor.person_id:
            leads = Q(session__activity__leaders__person=actor.person_id)
            is_needed = Q(state__in=ACTIVE, session__ends_at__gt=clock.now() - LEADERS_SEE_FOR)
            scope |= Q(person=actor.person_id) | (leads & is_needed)
        if actor.has(*CARE_ROLES) and actor.centre_id:
            scope |= Q(session__centre=actor.centre_id) & open_to(actor)
        return self.filter(scope).distinct()


class Booking(Scoped):
    """A place, a place on the waiting list, or an offer that holds a seat until `offer_until`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="bookings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="bookings")
    state = models.CharField(max_length=20, choices=BookingState.choices)
    companions = models.PositiveSmallIntegerField(default=0)  # whom they bring
    seats = models.PositiveSmallIntegerField(default=1)  # their own, and their companions' where those take one
    access_needs = models.CharField(max_length=500, blank=True)
    wants_lift = models.BooleanField(default=False)
    is_newcomer = models.BooleanField(default=False)  # had never been at the activity when they signed up
    enrolment = models.ForeignKey(Enrolment, null=True, on_delete=models.PROTECT, related_name="bookings")
    channel = models.CharField(max_length=20, choices=Channel.choices)
    created_at = models.DateTimeField()
    offer_until = models.DateTimeField(null=True, blank=True)
    turn_at = models.DateTimeField(null=True, editable=False)  # when a party's turn came and too few seats were free
    attendance = models.CharField(max_length=10, choices=Attendance.choices, default=Attendance.UNKNOWN)
    marked_at = models.DateTimeField(null=True, editable=False)  # when the leader tapped, by the device's clock
    # The form that asked: sent twice, booked once.
    request_key = models.UUIDField(null=True, unique=True, editable=False)

    position: int  # on the waiting list, where the query asked `with_position`

    objects = BookingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], condition=Q(state__in=sorted(ACTIVE)), name="activities_booking_once"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="activities_booking_has_a_seat"),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(offer_until__isnull=False), name="activities_offer_has_a_deadline"
            ),
        ]
        indexes = [
            models.Index(fields=["session", "state", "created_at"], name="activities_booking_list"),
            models.Index(fields=["person", "state"], name="activities_booking_person"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE

    @property
    def check_in_code(self) -> str:
        """Five digits with which its person says at the door that they are there, without a name."""
        return f"{self.public_id.int % 100_000:05}"

    @property
    def brings_someone(self) -> bool:
        return self.companions > 0
