"""Signing up for oneself, on the web or by telephone: a stranger becomes a person and has a place, or neither."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from activities.choices import JoinMode
from activities.models import Activity, Booking, BookingState, Enrolment, Session
from activities.models.booking import WAS_THERE
from activities.services import bookings, enrolments, seats, terms, waiting
from core import rows
from core.actors import Actor, Channel, person_actor
from core.errors import DomainError
from core.text import fold
from core.transactions import whole
from people import wordings
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
    """What a form can promise before it is sent. Of a course it speaks of all its dates."""

    is_full: bool  # the next one would wait
    seats_left: int | None
    next_in_line: int  # the place on the waiting list that the next one would get
    kept_until: datetime | None = None  # seats stand free and are kept for others until then
    dates: Sequence[Session] = ()  # all that come with a sign-up, where that is more than the one


def outlook(session: Session, *, person_id: int | None, now: datetime) -> Outlook:
    """What the next one could have who is `person_id`, or somebody new. At most five queries."""
    activity = session.activity
    if activity.join_mode == JoinMode.COURSE:
        return _outlook_of_course(activity, now=now)
    dates = coming_dates(activity, now=now) if activity.join_mode == JoinMode.STANDING else []
    if session.capacity is None or activity.join_mode == JoinMode.DROP_IN:
        return Outlook(is_full=False, seats_left=None, next_in_line=1, dates=dates)
    found = seats.room(session, now=now)
    left = found.left_for(Booking(channel=Channel.WEB, is_newcomer=_is_newcomer(person_id, activity))) or 0
    is_full = not left or seats.is_claimed(session, found, now)
    is_kept = not left and bool(found.free) and bool(found.kept_for_newcomers or found.kept_for_prescribed)
    until = seats.kept_until(session) if is_kept else None
    return Outlook(is_full, left, seats.waiting_at(session) + 1, kept_until=until, dates=dates)


def _is_newcomer(person_id: int | None, activity: Activity) -> bool:
    """As `bookings.book` will find. One query where seats are kept and somebody is known."""
    if person_id is None or not activity.newcomer_seats:
        return True
    return (
        not Booking.objects.filter(person=person_id, session__activity=activity)
        .filter(attendance__in=WAS_THERE)
        .exists()
    )


def _outlook_of_course(activity: Activity, *, now: datetime) -> Outlook:
    """Where one of its dates is full or somebody waits, the next one waits for all of them. Two queries."""
    ahead = coming_dates(activity, now=now)
    left = min((one.seats_left or 0 for one in ahead if one.capacity is not None), default=None)
    waits = Booking.objects.filter(session__in=ahead).waiting().order_by().values("person").distinct().count()
    return Outlook(is_full=left == 0 or waits > 0, seats_left=left, next_in_line=waits + 1, dates=ahead)


def coming_dates(activity: Activity, *, now: datetime) -> list[Session]:
    """All that somebody signs up for who signs up for every date now, soonest first. One query."""
    return list(activity.sessions.scheduled().filter(starts_at__gt=now).order_by("starts_at", "pk").with_place())


@dataclass(frozen=True)
class Wishes:
    """What somebody wants beside the place itself. `every_time` asks for all dates instead of the one.

    `asked_needs`: they were asked what helps them, and what they said, also nothing, is kept for the next time.
    """

    companions: int = 0
    access_needs: str = ""
    interpreter: str = ""
    asked_needs: bool = False
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
    try:
        return _with_new_person(session, stranger, wishes, request_key, by=by, now=now)
    except (DomainError, IntegrityError):
        # Sent before, or the other of two that came at once was faster; what this one made is rolled back.
        made = _made(request_key, session, stranger.name)
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


def _with_new_person(
    session: Session, stranger: Stranger, wishes: Wishes, request_key: uuid.UUID, *, by: Actor, now: datetime | None
) -> Booking:
    """Everything about the person first: the session's row is locked last, and for as short as can be."""
    with whole():
        person = persons.register(
            name=stranger.name,
            centre=session.centre,
            language=stranger.language,
            contact=stranger.contact,
            contact_kind=stranger.contact_kind,
            voicemail_ok=stranger.voicemail_ok,
            needs_asked=wishes.asked_needs,
            access_needs=wishes.access_needs,
            interpreter=wishes.interpreter,
            by=by,
        )
        themselves = person_actor(person.pk, channel=by.channel)
        words = _words(session, by=by)
        consents.give(person=person, purpose=Purpose.OWN_PLACES, by=themselves, wording=words)
        if wishes.share_needs:
            consents.give(person=person, purpose=Purpose.SHARE_WITH_LEADER, by=themselves, wording=wordings.SIGN_UP)
        rows.flush()
        return _ask(session, person, wishes, request_key, by=themselves, now=now)


def _remember(person: Person, wishes: Wishes, *, by: Actor) -> None:
    """Needs are asked once and kept; that the leader may see them is a consent of its own."""
    if wishes.asked_needs or wishes.access_needs or wishes.interpreter:
        persons.remember_needs(person, access_needs=wishes.access_needs, interpreter=wishes.interpreter, by=by)
    if wishes.share_needs:
        consents.give(person=person, purpose=Purpose.SHARE_WITH_LEADER, by=by, wording=wordings.SIGN_UP)


def _words(session: Session, *, by: Actor) -> str:
    """What the form for strangers said about messages. On the telephone and by text nothing is read out about it."""
    if by.channel != Channel.WEB:
        return wordings.IMPLIED
    return wordings.DROP_IN if session.activity.join_mode == JoinMode.DROP_IN else wordings.SIGN_UP


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
        "channel": by.channel,
        "by": by,
        "companions": wishes.companions,
        "access_needs": wishes.access_needs,
        "wants_lift": wishes.wants_lift,
        "request_key": request_key,
        "now": now,
    }
    if standing := standing_place(person.pk, session.activity):  # of which they had skipped this date
        return enrolments.come_after_all(standing, session, by=by, now=now)
    if wants_all(session.activity, wishes):
        enrolment = enrolments.enrol(activity=session.activity, **asked)
        return enrolments.at(enrolment, session)
    return bookings.book(session=session, **asked)


def standing_place(person_id: int | None, activity: Activity) -> Enrolment | None:
    """The standing place, or the place in the course, that somebody has here already. At most one query."""
    if person_id is None or activity.join_mode not in enrolments.STANDING_MODES:
        return None
    known = Enrolment.objects.active().filter(activity=activity, person=person_id)
    return known.select_related("activity", "person").first()


def check_open(session: Session, *, person_id: int | None, now: datetime) -> None:
    """Whether somebody may sign up here on the web: `terms.check_open`, and whether a course still takes people in.

    Raises `DomainError` with the code of the rule that says no.
    """
    is_course = session.activity.join_mode == JoinMode.COURSE
    terms.check_open(session, channel=Channel.WEB, now=now, person_id=person_id, is_enrolled=is_course)
    if is_course and not standing_place(person_id, session.activity):
        enrolments.check_open(session.activity, now=now)


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
        consents.give(person=person, purpose=Purpose.OWN_PLACES, by=by, wording=wordings.IMPLIED)
    return booking


def place_of(person_id: int | None, session: Session, *, now: datetime) -> Booking | None:
    """The place, wait or open offer that somebody has at this session already."""
    if person_id is None:
        return None
    held = Booking.objects.active().filter(session=session, person=person_id).first()
    return None if held and waiting.is_overdue(held, now) else held


def check_reach(contact: str, kind: ContactKind) -> str:
    """An address or number as it is stored, where it can be one of its kind. Raises `DomainError`."""
    return contacts.read(contact, kind)[1]


def is_waiting(booking: Booking) -> bool:
    return booking.state == BookingState.WAITLISTED
