"""Signing up on the web: a stranger becomes a person and has a place, or neither."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from activities.models import Booking, BookingState, Session
from activities.services import bookings, seats
from core.actors import Actor, Channel, person_actor
from core.errors import DomainError
from core.text import fold
from people.models import Person
from people.models.consent import Purpose
from people.models.contact import ContactKind
from people.services import consents, contacts, persons


@dataclass(frozen=True)
class Stranger:
    """What somebody without an account tells us of themselves."""

    name: str
    contact: str
    contact_kind: ContactKind
    voicemail_ok: bool
    language: str


@dataclass(frozen=True)
class Outlook:
    """What a form for one session can promise before it is sent."""

    is_full: bool
    seats_left: int | None
    next_in_line: int  # the place on the waiting list that the next one would get


def outlook(session: Session) -> Outlook:
    """One query where the session is full, none otherwise."""
    waiting = Booking.objects.filter(session=session).waiting().count() if session.is_full else 0
    return Outlook(session.is_full, session.seats_left, waiting + 1)


@transaction.atomic
def as_stranger(
    *,
    session: Session,
    stranger: Stranger,
    seats_wanted: int,
    access_needs: str,
    request_key: uuid.UUID,
    by: Actor,
    now: datetime | None = None,
) -> Booking:
    """A place for somebody without an account. Makes a new person, always (`persons.register` says why).

    The same form again answers with the place that it made. Raises `DomainError("form_sent_before")` where it comes
    again with another name: a second person of the household must not believe that they have a place. Raises as
    `bookings.book` does, and then nobody was made. Lock order: the session, so that the same form sent twice at once
    waits for itself.
    """
    seats.lock(session.pk)
    made = Booking.objects.filter(request_key=request_key, session=session).select_related("person").first()
    if made:
        if fold(made.person.name) != fold(stranger.name):
            raise DomainError("form_sent_before")
        return made
    person = persons.register(
        name=stranger.name,
        centre=session.centre,
        language=stranger.language,
        contact=stranger.contact,
        contact_kind=stranger.contact_kind,
        voicemail_ok=stranger.voicemail_ok,
        by=by,
    )
    themselves = person_actor(person.pk, channel=Channel.WEB)
    consents.give(person=person, purpose=Purpose.OWN_PLACES, by=themselves)
    return bookings.book(
        session=session,
        person=person,
        channel=Channel.WEB,
        by=themselves,
        seats_wanted=seats_wanted,
        access_needs=access_needs,
        request_key=request_key,
        now=now,
    )


@transaction.atomic
def as_oneself(
    *,
    session: Session,
    person: Person,
    seats_wanted: int,
    access_needs: str,
    request_key: uuid.UUID,
    by: Actor,
    now: datetime | None = None,
) -> Booking:
    """A place for somebody who is signed in. Whoever never said anything about messages agrees to those about their
    own places; whoever said no is left in peace."""
    booking = bookings.book(
        session=session,
        person=person,
        channel=Channel.WEB,
        by=by,
        seats_wanted=seats_wanted,
        access_needs=access_needs,
        request_key=request_key,
        now=now,
    )
    if dict(consents.standing(person))[Purpose.OWN_PLACES] is None:
        consents.give(person=person, purpose=Purpose.OWN_PLACES, by=by)
    return booking


def place_of(person_id: int | None, session: Session, *, now: datetime) -> Booking | None:
    """The place, wait or open offer that somebody has at this session already."""
    if person_id is None:
        return None
    held = Booking.objects.active().filter(session=session, person=person_id).first()
    return None if held and bookings.is_overdue(held, now) else held


def check_reach(contact: str, kind: ContactKind) -> None:
    """Whether an address can be one of its kind. Raises `DomainError`."""
    contacts.read(contact, kind)


def is_waiting(booking: Booking) -> bool:
    return booking.state == BookingState.WAITLISTED
