"""The waiting list: every way off it, and what passes to whom."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from activities import states
from activities.choices import JoinMode
from activities.models import Activity, ActivityState, Booking, BookingState, Session
from activities.models.booking import HOLDS_SEATS
from activities.models.session import SessionQuerySet
from activities.notices import tell
from activities.services import courses, seats
from core.actors import SYSTEM, Actor
from core.errors import DomainError


def give_back(booking: Booking, locked: Session, step: str, *, by: Actor, now: datetime) -> None:
    """End a booking by `step` and offer what it held. Needs the lock.

    Leaving the list frees no seat and promotes nobody; but a party that held its turn lets the others pass.
    """
    booking.refresh_from_db(fields=["state", "turn_at"])
    frees_seats = booking.state in HOLDS_SEATS
    held_turn = booking.state == BookingState.WAITLISTED and booking.turn_at is not None
    states.bookings.move(booking, step, by=by, offer_until=None, turn_at=None)
    if frees_seats:
        seats.recount(locked)
    if frees_seats or held_turn:
        seats.offer_free_seats(locked, by=by, now=now)


def is_overdue(booking: Booking, now: datetime) -> bool:
    """Whether an offer's time is over, though nobody has passed it on yet."""
    return booking.state == BookingState.OFFERED and booking.offer_until is not None and booking.offer_until <= now


def lapse(booking: Booking, session: Session, *, by: Actor, now: datetime) -> None:
    """End an offer that got no answer and pass its seats on. Needs the lock."""
    give_back(booking, session, "lapse", by=by, now=now)
    if not session.is_cancelled:  # else there is no place that went to anybody
        tell("offer-lapsed", booking)


def lapse_offers(*, now: datetime) -> int:
    """Pass on every offer whose deadline is over; returns how many. Safe to run at any moment, twice, and at once."""
    lapsed = 0
    rows = Booking.objects.select_related("person", "session__activity", "session__centre")
    for pk in Booking.objects.overdue_offers(now).order_by("session", "pk").values_list("pk", flat=True):
        with transaction.atomic():
            booking = rows.get(pk=pk)
            if courses.waits(booking) and booking.session.starts_at > now:
                lapsed += _lapse_course(booking, now=now)
                continue
            locked = seats.lock(booking.session_id)
            overdue = rows.overdue_offers(now).filter(pk=pk).first()
            if overdue is None:  # accepted, declined or passed on while we came
                continue
            lapse(overdue, locked, by=SYSTEM, now=now)
            lapsed += 1
    return lapsed


def _lapse_course(booking: Booking, *, now: datetime) -> int:
    # The activity's lock first, as everywhere; then see whether the offer still stands open.
    seats.lock_group(booking.session.activity_id)
    booking.refresh_from_db(fields=["state", "offer_until"])
    if not is_overdue(booking, now):
        return 0
    courses.leave(booking, "lapse", by=SYSTEM, quiet=booking.session.is_cancelled, now=now)
    return 1


def offer_waiting(*, now: datetime) -> int:
    """Offer what became free by itself: seats no longer kept, and the turn of a party that is over. Returns how many.

    Safe to run at any moment, twice, and at once.
    """
    offered = 0
    for pk in with_free_seats(now).exclude(activity__join_mode=JoinMode.COURSE).values_list("pk", flat=True):
        with transaction.atomic():
            try:
                locked = seats.lock(pk)
            except DomainError:  # the schedule took the date away while we came
                continue
            if seats.answer_by(locked, now):
                offered += len(seats.offer_free_seats(locked, by=SYSTEM, now=now))
    waited_for = Activity.objects.filter(
        join_mode=JoinMode.COURSE, state=ActivityState.PUBLISHED, sessions__in=with_free_seats(now)
    )
    for pk in set(waited_for.values_list("pk", flat=True)):
        with transaction.atomic():
            offered += len(courses.offer(seats.lock_group(pk), by=SYSTEM, now=now))
    return offered


def with_free_seats(now: datetime) -> SessionQuerySet:
    """The coming dates at which somebody waits though a seat is free."""
    somebody = Booking.objects.filter(session=OuterRef("pk"), state=BookingState.WAITLISTED)
    free = Q(capacity=None) | Q(seats_taken__lt=F("capacity"))
    return Session.objects.scheduled().filter(free, Exists(somebody), starts_at__gt=now).order_by("pk")


def position(booking: Booking) -> int:
    """Place on the waiting list, counted from 1; 0 for a booking that does not wait."""
    if booking.state != BookingState.WAITLISTED:
        return 0
    ahead = Booking.objects.filter(session=booking.session_id).waiting().values_list("pk", flat=True)
    return list(ahead).index(booking.pk) + 1
