"""The one door to a place: web form, desk, text, telephone, walk-in and prescription all come through `book`."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from activities import states
from activities.choices import JoinMode
from activities.models import Booking, BookingState, Enrolment, Session
from activities.models.booking import ACTIVE, HOLDS_SEATS
from activities.notices import tell
from activities.services import courses, seats, terms, waiting
from core import clock, rows
from core.actors import Actor, Channel
from core.errors import DomainError, Forbidden
from core.policies import may, require
from core.transactions import part
from people.models import Person
from people.services import persons


@part()
@rows.gathered()
def book(
    *,
    session: Session,
    person: Person,
    channel: Channel,
    by: Actor,
    companions: int = 0,
    access_needs: str = "",
    wants_lift: bool = False,
    request_key: uuid.UUID | None = None,
    enrolment: Enrolment | None = None,
    must_wait: bool = False,
    quiet: bool = False,
    now: datetime | None = None,
) -> Booking:
    """A place for a person: CONFIRMED where the seats are free, else WAITLISTED; THINKING where none is needed.

    Asked again for the same person, or with the same `request_key`, answers with the booking that is there. A walk-in
    stands in the room already and is always confirmed. `enrolment` is the standing place that the booking is part of;
    `must_wait` joins the list even where a seat is free (another date of the course is full); `quiet` sends no
    message. Raises `Forbidden`, and `DomainError` with the code of the rule that says no.
    """
    locked = seats.lock_known(session)
    now = now or clock.now()  # once the lock is ours: who has it first came first
    person = person if person.is_new else persons.current(person)
    for_others = _acts_for_others(by, person, locked)
    as_asked = not for_others and by.person_id != person.pk and _is_asked_to(by, person, locked)
    if not for_others and ((by.person_id != person.pk and not as_asked) or channel == Channel.WALK_IN):
        raise Forbidden
    known = None if person.is_new else _known(locked, person, request_key)
    is_same_form = known is not None and request_key is not None and known.request_key == request_key
    if known and waiting.is_overdue(known, now) and not (is_same_form or courses.waits(known)):
        waiting.lapse(known, locked, by=by, now=now)
    elif known and known.state == BookingState.THINKING and locked.activity.join_mode != JoinMode.DROP_IN:
        states.bookings.move(known, "cancel", by=by)  # places are given by now: a thought is not one
    elif known:
        return known
    terms.check_open(
        locked, channel=channel, now=now, for_others=for_others, person_id=person.pk, is_enrolled=enrolment is not None
    )
    terms.check_party(companions, for_others)
    wish = _wish(
        locked,
        person=person,
        channel=channel,
        companions=companions,
        access_needs=access_needs,
        wants_lift=wants_lift,
        enrolment=enrolment,
        request_key=request_key,
        created_at=now,
    )
    booking = _settle(wish, locked, must_wait=must_wait, by=by, now=now)
    if not quiet:
        _tell_outcome(booking, channel)
    return booking


def _wish(session: Session, **details: object) -> Booking:
    """The booking as it is asked for, not stored yet; whether it counts as a newcomer's where seats are kept."""
    wish = Booking(session=session, **details)
    wish.seats = terms.seats_for(session.activity, wish.companions)
    wish.is_newcomer = terms.is_newcomer(wish.person, session.activity)
    return wish


def _settle(wish: Booking, locked: Session, *, must_wait: bool, by: Actor, now: datetime) -> Booking:
    """Decide between place and list, and write everything down. Needs the lock, and holds it for no more than this."""
    found = seats.room(locked, now=now)
    if wish.channel == Channel.WALK_IN:
        state = BookingState.CONFIRMED
    elif locked.activity.join_mode == JoinMode.DROP_IN:
        state = BookingState.THINKING
    else:
        gets_place = not must_wait and found.fits(wish) and not seats.is_claimed(locked, found, now)
        state = BookingState.CONFIRMED if gets_place else BookingState.WAITLISTED
    states.bookings.begin(wish, state, "book", by=by)
    if state == BookingState.CONFIRMED:
        seats.write(locked, found.taken + wish.seats)
    persons.know_at(wish.person, locked.centre_id)
    wish.person.is_new = False
    return wish


def _tell_outcome(booking: Booking, channel: Channel) -> None:
    slugs = {BookingState.CONFIRMED: "place-confirmed", BookingState.WAITLISTED: "place-waitlisted"}
    if slug := slugs.get(BookingState(booking.state)):
        tell(slug, booking, channel=channel)


def _acts_for_others(by: Actor, person: Person, session: Session) -> bool:
    """Whether they book as staff or leader. Of somebody who books for themselves it is asked only where it matters."""
    if by.person_id == person.pk and session.activity.join_mode != JoinMode.INVITATION:
        return False
    return may(by, "activities.book_for_others", session)


def _is_asked_to(by: Actor, person: Person, session: Session) -> bool:
    """Whether a champion was asked to invite this person here, and they said yes."""
    return may(by, "activities.book_as_asked", Booking(session=session, person=person))


def _known(session: Session, person: Person, request_key: uuid.UUID | None) -> Booking | None:
    """The booking that an earlier call made. One form makes a place for one person, whoever sends it again.

    One query.
    """
    same = Q(person=person, state__in=ACTIVE) | (Q(request_key=request_key) if request_key else Q())
    found = sorted(Booking.objects.filter(same, session=session), key=lambda row: row.request_key != request_key)
    if not found:
        return None
    if found[0].person_id != person.pk:
        raise DomainError("form_sent_before")
    found[0].session, found[0].person = session, person
    return found[0]


@transaction.atomic
def change(
    booking: Booking,
    *,
    companions: int,
    access_needs: str,
    by: Actor,
    wants_lift: bool | None = None,
    now: datetime | None = None,
) -> Booking:
    """Bring somebody, or come alone; change what is needed.

    One seat more is taken where one is free; where none is, raises `DomainError("no_seat_for_companion")` and changes
    nothing, so that nobody loses their place by asking.
    """
    require(by, "activities.change_booking", booking)
    now = now or clock.now()
    locked = seats.lock(booking.session_id)
    booking.refresh_from_db()
    if not 0 <= companions <= booking.companions:  # else somebody whom staff signed up with more could change nothing
        terms.check_party(companions, may(by, "activities.book_for_others", locked))
    _check_ahead(booking, locked, now)
    wanted = terms.seats_for(locked.activity, companions)
    more = wanted - booking.seats
    if more > 0 and booking.state in HOLDS_SEATS and not _is_free(booking, more, locked, now):
        raise DomainError("no_seat_for_companion")
    booking.companions, booking.seats, booking.access_needs = companions, wanted, access_needs
    if wants_lift is not None:
        booking.wants_lift = wants_lift
    booking.save(update_fields=["companions", "seats", "access_needs", "wants_lift"])
    states.bookings.remember(booking, "change", before=booking.state, by=by)
    if more:
        seats.recount(locked)
    if more < 0:
        seats.offer_free_seats(locked, by=by, now=now)
    return booking


def _is_free(booking: Booking, more: int, locked: Session, now: datetime) -> bool:
    """Whether so many seats more are free, and nobody on the list comes before. Needs the lock."""
    found = seats.room(locked, now=now)
    return found.fits(booking, more) and not seats.is_claimed(locked, found, now)


def _check_ahead(booking: Booking, locked: Session, now: datetime) -> None:
    if not booking.is_active:
        raise DomainError("booking_ended")
    if locked.is_cancelled:
        raise DomainError("session_cancelled")
    if locked.starts_at <= now:
        raise DomainError("session_over")


@transaction.atomic
def cancel(booking: Booking, *, by: Actor, quiet: bool = False, now: datetime | None = None) -> Booking:
    """Give the place back; a freed seat is offered to the first who waits, under the same lock.

    Leaving the waiting list frees no seat and promotes nobody. Of a standing place this skips the one date; who waits
    for a course leaves its list as a whole. Raises `Forbidden`; `Moved` where it is cancelled already;
    `DomainError("session_over")` once the session has begun.
    """
    require(by, "activities.change_booking", booking)
    now = now or clock.now()
    if courses.waits(booking):
        return courses.leave(booking, "cancel", by=by, quiet=quiet, now=now)
    locked = seats.lock(booking.session_id)
    if locked.starts_at <= now:
        raise DomainError("session_over")
    waiting.give_back(booking, locked, "cancel", by=by, now=now)
    if not quiet:
        tell("place-cancelled", booking, channel=by.channel)
    return booking


@transaction.atomic
def move(booking: Booking, *, to: Session, by: Actor, wait: bool = False, now: datetime | None = None) -> Booking:
    """Another date instead: the new place first, then the old one back, or nothing at all.

    Raises `DomainError("no_seat_there")` where the new date is full, unless `wait`; `DomainError("has_place_there")`;
    and as `book` does.
    """
    require(by, "activities.change_booking", booking)
    now = now or clock.now()
    if courses.waits(booking):
        raise DomainError("join_the_course")
    locked = {pk: seats.lock(pk) for pk in sorted({booking.session_id, to.pk})}
    old, new = locked[booking.session_id], locked[to.pk]
    booking.refresh_from_db()
    _check_ahead(booking, old, now)
    if Booking.objects.active().filter(session=new, person=booking.person_id).exists():
        raise DomainError("has_place_there")
    stays = booking.enrolment if new.activity_id == old.activity_id else None
    made = book(
        session=new,
        person=booking.person,
        channel=kept_channel(booking.channel, by),
        by=by,
        companions=booking.companions,
        access_needs=booking.access_needs,
        wants_lift=booking.wants_lift,
        enrolment=stays,
        now=now,
    )
    if made.state == BookingState.WAITLISTED and not wait:
        raise DomainError("no_seat_there")
    waiting.give_back(booking, old, "cancel", by=by, now=now)
    return made


def kept_channel(before: str, by: Actor) -> Channel:
    """A prescription stays one, whoever moves its place; else the way is that of whoever acts."""
    return Channel.PRESCRIPTION if before == Channel.PRESCRIPTION else by.channel


@transaction.atomic
def accept(booking: Booking, *, by: Actor, now: datetime | None = None) -> Booking:
    """Take the offered place; said twice, it is taken once.

    In the last hours, where nothing is offered any more, who waits may take a seat that stands free, or staff give it
    to them on the telephone. Raises `Forbidden`, `DomainError("offer_over")`.
    """
    require(by, "activities.change_booking", booking)
    now = now or clock.now()
    if courses.waits(booking):
        return courses.accept(booking, by=by, now=now)
    locked = seats.lock(booking.session_id)
    booking.refresh_from_db(fields=["state", "offer_until", "seats"])
    if booking.state == BookingState.CONFIRMED:
        return booking
    is_offered = booking.offer_until is not None and booking.offer_until > now
    by_staff = may(by, "activities.book_for_others", locked)
    takes = seats.can_take(booking, locked, now, by_staff=by_staff) and seats.room(locked, now=now).fits(booking)
    if locked.is_cancelled or not (is_offered or takes):
        raise DomainError("offer_over")
    states.bookings.move(booking, "accept" if is_offered else "take", by=by, offer_until=None)
    seats.recount(locked)
    tell("place-confirmed", booking, channel=by.channel)
    return booking
