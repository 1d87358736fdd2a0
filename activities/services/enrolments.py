"""Standing places: one word for every date, until somebody says otherwise."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from activities import states
from activities.choices import JoinMode
from activities.models import Activity, ActivityState, Booking, BookingState, Enrolment, Session
from activities.notices import tell
from activities.services import bookings, courses, seats, terms, waiting
from core import clock
from core.actors import SYSTEM, Actor, Channel
from core.errors import DomainError, Forbidden
from core.policies import may, require
from people.models import Person

STANDING_MODES = frozenset({JoinMode.STANDING, JoinMode.COURSE})


@transaction.atomic
def enrol(
    *,
    activity: Activity,
    person: Person,
    channel: Channel,
    by: Actor,
    companions: int = 0,
    access_needs: str = "",
    wants_lift: bool = False,
    request_key: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Enrolment:
    """A place at every coming date: of a course at all of them or on its waiting list; else at each that has one.

    Asked again, answers with the enrolment that is there. Raises `Forbidden`, and `DomainError` with the code of the
    rule that says no: "no_standing_places", "course_closed", "no_dates_ahead", and as `bookings.book` does.
    """
    now = now or clock.now()
    locked = seats.lock_group(activity.pk)
    if by.person_id != person.pk and not _may_enrol_others(by, person, locked):
        raise Forbidden
    known = Enrolment.objects.active().filter(activity=locked, person=person).first()
    if known:
        return known
    if request_key and Enrolment.objects.filter(request_key=request_key).exists():
        raise DomainError("form_sent_before")
    check_open(locked, now=now)
    sessions = courses.lock_ahead(locked, now=now)
    if not sessions:
        raise DomainError("no_dates_ahead")
    enrolment = Enrolment.objects.create(
        activity=locked,
        person=person,
        companions=companions,
        access_needs=access_needs,
        wants_lift=wants_lift,
        channel=channel,
        created_at=now,
        request_key=request_key,
    )
    states.enrolments.remember(enrolment, "enrol", before="", by=by)
    _book_all(enrolment, sessions, by=by, now=now)
    _tell(enrolment, channel)
    return enrolment


def _may_enrol_others(by: Actor, person: Person, activity: Activity) -> bool:
    """Staff, leaders, and a champion who was asked to invite exactly this person."""
    asked = Enrolment(activity=activity, person=person)
    return may(by, "activities.enrol_others", activity) or may(by, "activities.enrol_as_asked", asked)


def check_open(activity: Activity, *, now: datetime) -> None:
    """Whether standing places are given here just now. Raises `DomainError`."""
    if activity.join_mode not in STANDING_MODES or activity.state != ActivityState.PUBLISHED:
        raise DomainError("no_standing_places")
    if activity.join_mode == JoinMode.COURSE and courses.is_closed(activity, now=now):
        raise DomainError("course_closed")


def _book_all(enrolment: Enrolment, sessions: Iterable[Session], *, by: Actor, now: datetime) -> None:
    """Book each date. A course is one thing: where one of its dates is full, all of them wait."""
    sessions = list(sessions)
    is_course = enrolment.activity.join_mode == JoinMode.COURSE
    must_wait = is_course and not _fits_all(enrolment, sessions, now)
    for session in sessions:
        _book_one(enrolment, session, must_wait=must_wait, by=by, now=now)


def _fits_all(enrolment: Enrolment, sessions: list[Session], now: datetime) -> bool:
    """Whether every date has room, and nobody waits who came first."""
    wish = Booking(channel=enrolment.channel, seats=terms.seats_for(enrolment.activity, enrolment.companions))
    wish.is_newcomer = terms.is_newcomer(enrolment.person, enrolment.activity)
    if Booking.objects.filter(session__in=sessions).waiting().exists():
        return False
    return all(seats.room(session, now=now).fits(wish) for session in sessions)


def _book_one(enrolment: Enrolment, session: Session, *, by: Actor, now: datetime, must_wait: bool = False) -> Booking:
    """The booking of one date; one that the person has there already becomes part of the standing place."""
    booking = bookings.book(
        session=session,
        person=enrolment.person,
        channel=Channel(enrolment.channel),
        by=by,
        companions=enrolment.companions,
        access_needs=enrolment.access_needs,
        wants_lift=enrolment.wants_lift,
        enrolment=enrolment,
        must_wait=must_wait,
        quiet=True,
        now=now,
    )
    if booking.enrolment_id is None:
        booking.enrolment = enrolment
        booking.save(update_fields=["enrolment"])
    return booking


def _tell(enrolment: Enrolment, channel: Channel) -> None:
    """One message, however many dates: about the first of them."""
    first = enrolment.bookings.active().order_by("session__starts_at").first()
    if first is None:
        return
    if enrolment.activity.join_mode == JoinMode.COURSE:
        slug = "course-confirmed" if first.state == BookingState.CONFIRMED else "course-waitlisted"
    else:
        slug = "standing-place"
    tell(slug, first, channel=channel)


def at(enrolment: Enrolment, session: Session) -> Booking:
    """The enrolment's booking at a date; at its first one where it has none there."""
    rows = enrolment.bookings.select_related("person", "session__activity").order_by("session__starts_at", "pk")
    here = rows.filter(session=session).active().first() or rows.active().first()
    if here is None:
        raise DomainError("no_dates_ahead")
    return here


def fill(activity: Activity, *, now: datetime) -> int:
    """Book the dates that appeared since, for everybody with a standing place, first come first; returns how many.

    A date that was skipped, or whose place was given back, is not booked again. Who waits for a course waits at its
    new dates as well. Needs the activity's lock.
    """
    if activity.join_mode not in STANDING_MODES:
        return 0
    seats.lock_dates(activity, now=now)  # in order, before each person's own dates
    made = 0
    for enrolment in Enrolment.objects.active().filter(activity=activity).in_order().select_related("person"):
        enrolment.activity = activity
        must_wait = activity.join_mode == JoinMode.COURSE and not enrolment.bookings.confirmed().exists()
        had = Booking.objects.filter(session__activity=activity, person=enrolment.person_id).values("session")
        missing = activity.sessions.scheduled().filter(starts_at__gt=now).exclude(pk__in=had).order_by("pk")
        for session in missing:
            _book_one(enrolment, session, must_wait=must_wait, by=SYSTEM, now=now)
            made += 1
    return made


@transaction.atomic
def end(enrolment: Enrolment, *, by: Actor, quiet: bool = False, now: datetime | None = None) -> Enrolment:
    """Come no more: every coming date is given back, and what is freed is offered. Raises `Forbidden`, `Moved`."""
    require(by, "activities.change_enrolment", enrolment)
    now = now or clock.now()
    activity = seats.lock_group(enrolment.activity_id)
    sessions = {session.pk: session for session in courses.lock_ahead(activity, now=now)}
    rows = [row for row in courses.rows_ahead(enrolment, now=now) if row.session_id in sessions]
    states.enrolments.move(enrolment, "end", by=by)
    for row in rows:
        waiting.give_back(row, sessions[row.session_id], "cancel", by=by, now=now)
    if activity.join_mode == JoinMode.COURSE:
        courses.offer(activity, by=by, now=now)
    if rows and not quiet:
        tell("standing-ended", rows[0])
    return enrolment


def come_after_all(enrolment: Enrolment, session: Session, *, by: Actor, now: datetime | None = None) -> Booking:
    """Take back a "skip this week": a place where one is free, else the end of the waiting list.

    Raises `Forbidden`, `DomainError("no_standing_places")` where it has ended, and as `bookings.book` does.
    """
    require(by, "activities.change_enrolment", enrolment)
    if not Enrolment.objects.active().filter(pk=enrolment.pk).exists():
        raise DomainError("no_standing_places")
    return bookings.book(
        session=session,
        person=enrolment.person,
        channel=bookings.kept_channel(enrolment.channel, by),
        by=by,
        companions=enrolment.companions,
        access_needs=enrolment.access_needs,
        wants_lift=enrolment.wants_lift,
        enrolment=enrolment,
        now=now,
    )
