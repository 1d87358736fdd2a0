"""Somebody is taken somewhere, and home again."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.models import Booking
from centres.models import Centre
from champions.models import Champion
from core.actors import CARE_ROLES, Actor
from core.querysets import Scoped, ScopedQuerySet
from people.models import Person
from people.models.lockbox import open_to

# Where one is taken, and whatever else a driver need not know before the day.
DETAILS = ("pick_up", "drop_off", "note")


class Aid(models.TextChoices):
    """What comes along: it decides which car fits."""

    NONE = "none", _("nothing")
    CANE = "cane", _("a cane or crutches")
    WALKER = "walker", _("a walker")
    FOLDING = "folding", _("a wheelchair that folds")
    WHEELCHAIR = "wheelchair", _("a wheelchair that does not fold")
    GUIDE_DOG = "guide_dog", _("a guide dog")


class LiftState(models.TextChoices):
    WANTED = "wanted", _("no driver yet")
    ARRANGED = "arranged", _("has a driver")
    DONE = "done", _("done")
    MISSED = "missed", _("they did not come")
    CANCELLED = "cancelled", _("cancelled")


OPEN = (LiftState.WANTED, LiftState.ARRANGED)


class LiftQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Care staff: their centre's. Somebody: their own. A driver: those that are theirs to drive, or were."""
        if actor.is_system:
            return self
        scope = Q(pk=None)
        if actor.person_id:
            driven = ~Q(state=LiftState.CANCELLED)
            scope |= Q(person=actor.person_id) | (Q(driver__person=actor.person_id) & driven)
        if actor.has(*CARE_ROLES) and actor.centre_id:
            scope |= Q(centre=actor.centre_id) & open_to(actor)
        return self.filter(scope)

    def at(self, centre_id: int | None) -> Self:
        return self.filter(centre=centre_id)

    def open(self) -> Self:
        return self.filter(state__in=OPEN).order_by("pick_up_at", "pk")

    def arranged(self) -> Self:
        return self.filter(state=LiftState.ARRANGED).order_by("pick_up_at", "pk")

    def for_rows(self) -> Self:
        """With everybody who is named in a row. One query."""
        return self.select_related("person", "driver__person", "centre", "booking__session")

    def without_details(self) -> Self:
        """For a driver before the day: when, and neither who nor where."""
        return self.select_related("centre").defer(*DETAILS)


class Lift(Scoped):
    """From a door to another at a time, and back again where `return_at` says so. `seats` are all who ride along.

    `for_start` is when the date of the booking began as the lift was arranged: where it is another now, staff have to
    look.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="lifts")
    booking = models.ForeignKey(Booking, null=True, blank=True, on_delete=models.SET_NULL, related_name="lifts")
    for_start = models.DateTimeField(null=True, editable=False)
    driver = models.ForeignKey(
        Champion, null=True, blank=True, on_delete=models.PROTECT, related_name="lifts_to_drive"
    )
    pick_up_at = models.DateTimeField()
    return_at = models.DateTimeField(null=True, blank=True)
    pick_up = models.CharField(max_length=200, blank=True)
    drop_off = models.CharField(max_length=200, blank=True)
    aid = models.CharField(max_length=10, choices=Aid.choices, default=Aid.NONE)
    seats = models.PositiveSmallIntegerField(default=1)
    note = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=LiftState.choices, default=LiftState.WANTED)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    modified_at = models.DateTimeField()

    objects = LiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking"],
                condition=Q(state__in=["wanted", "arranged"]),
                name="matches_lift_once_a_booking",
            ),
            models.CheckConstraint(
                condition=Q(return_at=None) | Q(return_at__gt=F("pick_up_at")), name="matches_lift_back_after_there"
            ),
            models.CheckConstraint(
                condition=~Q(state="arranged") | Q(driver__isnull=False), name="matches_lift_arranged_has_driver"
            ),
        ]
        indexes = [models.Index(fields=["centre", "state", "pick_up_at"], name="matches_lift_list")]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def local_pick_up(self) -> datetime:
        """On the clock of the centre, which has to be loaded."""
        return self.pick_up_at.astimezone(self.centre.zone)

    @property
    def local_return(self) -> datetime | None:
        return self.return_at.astimezone(self.centre.zone) if self.return_at else None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def has_other_time(self) -> bool:
        """Whether the date that it is for begins at another time by now. Needs the booking and its session loaded."""
        return self.booking is not None and self.booking.session.starts_at != self.for_start
