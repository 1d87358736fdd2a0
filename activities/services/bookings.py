"""The one door to a place: web form, desk, text, telephone, walk-in and prescription all come through `book`."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from activities import states
from activities.choices import JoinMode
from activities.models import Activity, Booking, BookingState, Session
from activities.models.booking import HOLDS_SEATS
from activities.services import seats
from core import clock
from core.actors import SYSTEM, Actor, Channel
from core.errors import DomainError, Forbidden
from core.policies import may, require
from notifications.services.outbox import notify
from people.models import Person

MOST_SEATS = 2  # oneself and somebody one brings
# How long after the end a forgotten walk-in can still be written into the register.
WALK_IN_UNTIL = timedelta(days=14)


@transaction.atomic
def book(
    *,
    session: Session,
    person: Person,
    channel: Channel,
    by: Actor,
    seats_wanted: int = 1,
    access_needs: str = "",
    request_key: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Booking:
    """A place for a person: CONFIRMED where the seats are free, else WAITLISTED.

    Asked again for the same person, or with the same `request_key`, answers with the booking that is there. A walk-in
    stands in the room already and is always confirmed. Raises `Forbidden`, and `DomainError` with the code of the
    rule that says no.
    """
    now = now or clock.now()
    locked = seats.lock(session.pk)
    for_others = may(by, "activities.book_for_others", locked)
    if not for_others and (by.person_id != person.pk or channel == Channel.WALK_IN):
        raise Forbidden
    known = _known(locked, person, request_key)
    if known and is_overdue(known, now):
        _lapse(known, locked, by=by, now=now)
    elif known:
        return known
    check_open(locked, channel=channel, now=now, for_others=for_others)
    if not 1 <= seats_wanted <= MOST_SEATS:
        raise DomainError("too_many_seats")
    gets_place = channel == Channel.WALK_IN or seats.fits(locked, seats_wanted)
    booking = Booking.objects.create(
        session=locked,
        person=person,
        state=BookingState.CONFIRMED if gets_place else BookingState.WAITLISTED,
        seats=seats_wanted,
        access_needs=access_needs,
        channel=channel,
        created_at=now,
        request_key=request_key,
    )
    states.bookings.remember(booking, "book", before="", by=by)
    seats.recount(locked)
    person.centres.add(locked.centre_id)
    if channel != Channel.WALK_IN:
        notify("place-confirmed" if gets_place else "place-waitlisted", person=person, about=booking)
    return booking


def _known(session: Session, person: Person, request_key: uuid.UUID | None) -> Booking | None:
    """The booking that an earlier call made. One form makes a place for one person, whoever sends it again."""
    if request_key:
        made = Booking.objects.filter(request_key=request_key, session=session).select_related("person").first()
        if made and made.person_id != person.pk:
            raise DomainError("form_sent_before")
        if made:
            return made
    return Booking.objects.active().filter(session=session, person=person).select_related("person").first()


def check_open(session: Session, *, channel: Channel, now: datetime, for_others: bool = False) -> None:
    """Whether there is still something to book here; staff and leaders may where a stranger may not.

    Raises `DomainError` with the code of the rule that says no.
    """
    if session.is_cancelled:
        raise DomainError("session_cancelled")
    closes = session.ends_at + WALK_IN_UNTIL if channel == Channel.WALK_IN else session.starts_at
    if now >= closes:
        raise DomainError("session_over")
    if not for_others:
        mode = session.activity.join_mode
        if mode == JoinMode.DROP_IN:
            raise DomainError("sign_up_not_needed")
        if mode != JoinMode.SIGN_UP:
            raise DomainError("sign_up_by_call")


@transaction.atomic
def change(
    booking: Booking, *, seats_wanted: int, access_needs: str, by: Actor, now: datetime | None = None
) -> Booking:
    """Bring somebody, or come alone; change what is needed.

    One seat more is taken where one is free; where none is, raises `DomainError("no_seat_for_companion")` and changes
    nothing, so that nobody loses their place by asking.
    """
    require(by, "activities.change_booking", booking)
    if not 1 <= seats_wanted <= MOST_SEATS:
        raise DomainError("too_many_seats")
    now = now or clock.now()
    locked = seats.lock(booking.session_id)
    booking.refresh_from_db()
    if not booking.is_active:
        raise DomainError("booking_ended")
    if locked.is_cancelled:
        raise DomainError("session_cancelled")
    if locked.starts_at <= now:
        raise DomainError("session_over")
    more = seats_wanted - booking.seats
    if more > 0 and booking.state != BookingState.WAITLISTED and not seats.fits(locked, more):
        raise DomainError("no_seat_for_companion")
    booking.seats = seats_wanted
    booking.access_needs = access_needs
    booking.save(update_fields=["seats", "access_needs"])
    states.bookings.remember(booking, "change", before=booking.state, by=by)
    seats.recount(locked)
    seats.offer_free_seats(locked, by=by, now=now)
    return booking


@transaction.atomic
def cancel(booking: Booking, *, by: Actor, now: datetime | None = None) -> Booking:
    """Give the place back; a freed seat is offered to the first who waits, under the same lock.

    Leaving the waiting list frees no seat and promotes nobody. Raises `Forbidden`; `Moved` where it is cancelled
    already; `DomainError("session_over")` once the session has begun.
    """
    require(by, "activities.change_booking", booking)
    now = now or clock.now()
    locked = seats.lock(booking.session_id)
    if locked.starts_at <= now:
        raise DomainError("session_over")
    booking.refresh_from_db(fields=["state"])
    frees_seats = booking.state in HOLDS_SEATS
    states.bookings.move(booking, "cancel", by=by, offer_until=None)
    notify("place-cancelled", person=booking.person, about=booking)
    if frees_seats:
        seats.recount(locked)
        seats.offer_free_seats(locked, by=by, now=now)
    return booking


@transaction.atomic
def accept(booking: Booking, *, by: Actor, now: datetime | None = None) -> Booking:
    """Take the offered place; said twice, it is taken once.

    Who waits may also take a seat that stands free: in the last hours nothing is offered any more, and whoever waited
    must not come after whoever walks by. Raises `Forbidden`, `DomainError("offer_over")`.
    """
    require(by, "activities.change_booking", booking)
    now = now or clock.now()
    locked = seats.lock(booking.session_id)
    booking.refresh_from_db(fields=["state", "offer_until", "seats"])
    if booking.state == BookingState.CONFIRMED:
        return booking
    is_offered = booking.offer_until is not None and booking.offer_until > now
    if locked.is_cancelled or not (is_offered or can_take(booking, locked, now)):
        raise DomainError("offer_over")
    states.bookings.move(booking, "accept" if is_offered else "take", by=by, offer_until=None)
    seats.recount(locked)
    notify("place-confirmed", person=booking.person, about=booking)
    return booking


def can_take(booking: Booking, session: Session, now: datetime) -> bool:
    """Whether somebody who waits could have a free seat for the asking."""
    return booking.state == BookingState.WAITLISTED and now < session.starts_at and seats.fits(session, booking.seats)


def lapse_offers(*, now: datetime) -> int:
    """Pass on every offer whose deadline is over; returns how many. Safe to run at any moment, twice, and at once."""
    lapsed = 0
    for pk, session_id in Booking.objects.overdue_offers(now).values_list("pk", "session_id"):
        with transaction.atomic():
            locked = seats.lock(session_id)
            booking = Booking.objects.overdue_offers(now).select_related("person").filter(pk=pk).first()
            if booking is None:  # accepted, declined or passed on while we came
                continue
            _lapse(booking, locked, by=SYSTEM, now=now)
            lapsed += 1
    return lapsed


def is_overdue(booking: Booking, now: datetime) -> bool:
    """Whether an offer's time is over, though nobody has passed it on yet."""
    return booking.state == BookingState.OFFERED and booking.offer_until is not None and booking.offer_until <= now


def _lapse(booking: Booking, session: Session, *, by: Actor, now: datetime) -> None:
    """End an offer and pass its seats on. Needs the lock."""
    states.bookings.move(booking, "lapse", by=by, offer_until=None)
    if not session.is_cancelled:  # else there is no place that went to anybody
        notify("offer-lapsed", person=booking.person, about=booking)
    seats.recount(session)
    seats.offer_free_seats(session, by=by, now=now)


def position(booking: Booking) -> int:
    """Place on the waiting list, counted from 1; 0 for a booking that does not wait."""
    if booking.state != BookingState.WAITLISTED:
        return 0
    waiting = Booking.objects.filter(session=booking.session_id).waiting().values_list("pk", flat=True)
    return list(waiting).index(booking.pk) + 1


def coming_to(activity: Activity, *, now: datetime) -> int:
    """How many people have a place, or wait for one, on a date of the group that has not begun. One query."""
    coming = Booking.objects.active().filter(session__activity=activity, session__starts_at__gt=now)
    return coming.values("person").distinct().count()
