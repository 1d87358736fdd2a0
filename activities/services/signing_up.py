"""Signing up on the web: a stranger becomes a person and has a place, or neither."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from activities.choices import JoinMode
from activities.models import Activity, Booking, BookingState, Session
from activities.services import bookings, enrolments, waiting
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


@dataclass(frozen=True)
class Wishes:
    """What somebody wants beside the place itself. `every_time` asks for all dates instead of the one."""

    companions: int = 0
    access_needs: str = ""
    interpreter: str = ""
    share_needs: bool = False  # the group's leader may see the needs
    wants_lift: bool = False
    every_time: bool = False


def as_stranger(
    *,
    session: Session,
    stranger: Stranger,
    wishes: Wishes,
    request_key: uuid.UUID,
    by: Actor,
    now: datetime | None = None,
) -> Booking:
    """A place for somebody without an account. Makes a new person, always (`persons.register` says why).

    The same form again answers with the place that it made, also where both arrive at once. Raises
    `DomainError("form_sent_before")` where it comes again with another name: a second person of the household must
    not believe that they have a place. Raises as `bookings.book` does, and then nobody was made.
    """
    made = _made(request_key, session, stranger.name)
    if made:
        return made
    try:
        return _with_new_person(session, stranger, wishes, request_key, by=by, now=now)
    except DomainError as error:
        # The other of two that came at once was faster; what this one made is rolled back.
        made = _made(request_key, session, stranger.name) if error.code == "form_sent_before" else None
        if made is None:
            raise
        return made


def _made(request_key: uuid.UUID, session: Session, name: str) -> Booking | None:
    """The place that the same form made before. One query."""
    by_form = Q(request_key=request_key) | Q(enrolment__request_key=request_key)
    made = Booking.objects.filter(by_form, session=session).select_related("person", "session__activity").first()
    if made and fold(made.person.name) != fold(name):
        raise DomainError("form_sent_before")
    return made


@transaction.atomic
def _with_new_person(
    session: Session, stranger: Stranger, wishes: Wishes, request_key: uuid.UUID, *, by: Actor, now: datetime | None
) -> Booking:
    """Everything about the person first: the session's row is locked last, and for as short as can be."""
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
    _remember(person, wishes, by=themselves)
    return _ask(session, person, wishes, request_key, by=themselves, now=now)


def _remember(person: Person, wishes: Wishes, *, by: Actor) -> None:
    """Needs are asked once and kept; that the leader may see them is a consent of its own."""
    if wishes.access_needs or wishes.interpreter:
        persons.remember_needs(person, access_needs=wishes.access_needs, interpreter=wishes.interpreter, by=by)
    if wishes.share_needs:
        consents.give(person=person, purpose=Purpose.SHARE_WITH_LEADER, by=by)


def _ask(
    session: Session,
    person: Person,
    wishes: Wishes,
    request_key: uuid.UUID,
    *,
    by: Actor,
    now: datetime | None,
) -> Booking:
    asked: dict[str, Any] = {
        "person": person,
        "channel": Channel.WEB,
        "by": by,
        "companions": wishes.companions,
        "access_needs": wishes.access_needs,
        "wants_lift": wishes.wants_lift,
        "request_key": request_key,
        "now": now,
    }
    if wants_all(session.activity, wishes):
        enrolment = enrolments.enrol(activity=session.activity, **asked)
        return enrolments.at(enrolment, session)
    return bookings.book(session=session, **asked)


def wants_all(activity: Activity, wishes: Wishes) -> bool:
    """Of a course there is nothing less; where every date can be had at once, they say."""
    mode = activity.join_mode
    return mode == JoinMode.COURSE or (mode == JoinMode.STANDING and wishes.every_time)


@transaction.atomic
def as_oneself(
    *,
    session: Session,
    person: Person,
    wishes: Wishes,
    request_key: uuid.UUID,
    by: Actor,
    now: datetime | None = None,
) -> Booking:
    """A place for somebody whom we know. Whoever never said anything about messages agrees to those about their own
    places; whoever said no is left in peace. What they told us of their needs before is not asked again."""
    if person.needs_asked_at and not wishes.access_needs:
        wishes = replace(wishes, access_needs=person.access_needs)
    else:
        _remember(person, wishes, by=by)
    booking = _ask(session, person, wishes, request_key, by=by, now=now)
    if dict(consents.standing(person))[Purpose.OWN_PLACES] is None:
        consents.give(person=person, purpose=Purpose.OWN_PLACES, by=by)
    return booking


def place_of(person_id: int | None, session: Session, *, now: datetime) -> Booking | None:
    """The place, wait or open offer that somebody has at this session already."""
    if person_id is None:
        return None
    held = Booking.objects.active().filter(session=session, person=person_id).first()
    return None if held and waiting.is_overdue(held, now) else held


def check_reach(contact: str, kind: ContactKind) -> None:
    """Whether an address can be one of its kind. Raises `DomainError`."""
    contacts.read(contact, kind)


def is_waiting(booking: Booking) -> bool:
    return booking.state == BookingState.WAITLISTED
