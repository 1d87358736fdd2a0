"""Coming in with the code of a prescription, by whatever way: what it opens, and a place at one of its dates.

Whoever holds the slip chooses a date and hears that a place was made. Nobody hears whose the prescription is, what it
is for, or whether there was a place before.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q

from activities.choices import JoinMode
from activities.models import Activity, Booking, BookingState, Session
from activities.models.session import SessionQuerySet
from activities.services import bookings, courses
from core import audit
from core.actors import Actor, Channel, person_actor
from core.errors import DomainError
from core.throttle import Try
from prescriptions.models import Prescription
from prescriptions.services import codes, taking_part

AHEAD = timedelta(weeks=6)
DATES_OF_A_GROUP = 3
DATES_BY_TELEPHONE = 3
IN_ALL = 600  # tries in an hour from everywhere together: a guesser with many addresses finds no more by them
FOR_ALL = (JoinMode.DROP_IN, JoinMode.SIGN_UP, JoinMode.STANDING, JoinMode.COURSE)
NAMED = (*FOR_ALL, JoinMode.INVITATION)


@dataclass(frozen=True)
class Group:
    """A group, with the next dates that can be chosen; a course, which is joined as a whole, with its next one."""

    activity: Activity
    sessions: Sequence[Session]

    @property
    def is_course(self) -> bool:
        return self.activity.join_mode == JoinMode.COURSE


@dataclass(frozen=True)
class Outcome:
    """What whoever holds the slip may hear of what was done."""

    session: Session
    waits: bool  # noted for a date, or a course, that is full
    just_comes: bool  # no place is needed there


def tries(text: str, *own: Try) -> list[Try]:
    """What is to be counted before `use`, together with how often this address or number may. Digits that can be no
    code cost nothing: a slip of the finger is not a guess."""
    try:
        codes.read(text)
    except DomainError:
        return []
    return [*own, Try("prescription", "all", IN_ALL)]


@transaction.atomic
def use(text: str, *, by: Actor, now: datetime) -> Prescription:
    """The prescription that a code opens just now. Raises `DomainError` as `codes.find` does. Count `tries` before."""
    found = codes.find(text, now=now)
    audit.record("prescription.code_used", by=by, subject=found, person_id=found.person_id)
    return found


def groups(prescription: Prescription, *, now: datetime) -> list[Group]:
    """What can be chosen: the group that the prescription names first, then the others by their titles. One query."""
    rows = _ahead(prescription, now).order_by("activity", "starts_at", "pk")
    found = [_group(activity, list(dates)) for activity, dates in groupby(rows, key=lambda session: session.activity)]
    return sorted(found, key=lambda group: (group.activity.pk != prescription.activity_id, group.activity.title))


def _group(activity: Activity, dates: list[Session]) -> Group:
    return Group(activity, dates[: 1 if activity.join_mode == JoinMode.COURSE else DATES_OF_A_GROUP])


def next_dates(prescription: Prescription, *, now: datetime) -> list[Session]:
    """A few dates, to be read on a telephone that others may hear: of the group that is named, whose title is said
    only where it may be; else of others, of each the next, and of no sensitive one. One query."""
    found = groups(prescription, now=now)
    if found and found[0].activity.pk == prescription.activity_id:
        return list(found[0].sessions)
    firsts = [group.sessions[0] for group in found if not group.activity.sensitive]
    return sorted(firsts, key=lambda session: (session.starts_at, session.pk))[:DATES_BY_TELEPHONE]


def one_date(prescription: Prescription, *, now: datetime, **wanted: object) -> Session:
    """One of those dates. Raises `DomainError("session_over")` where it is none, or none any more. One query."""
    found = _ahead(prescription, now).filter(**wanted).first()
    if found is None:
        raise DomainError("session_over")
    return found


def again(prescription_id: object, *, now: datetime) -> Prescription:
    """The one that was opened a moment ago. Raises `DomainError("code_unknown")` once it opens nothing. One query."""
    rows = Prescription.objects.select_related("centre", "person")
    found = rows.filter(pk=prescription_id, person__erased_at=None).first()
    if found is None or not found.opens_booking(now):
        raise DomainError("code_unknown")
    return found


@transaction.atomic
def book(prescription: Prescription, *, session: Any, key: uuid.UUID, now: datetime) -> Outcome:
    """A place for whoever the prescription is for, at one of those dates, or in the course of which it is one; on the
    waiting list where there is none, and what is offered is taken. The same `key` again, the same place.

    Of a date that is full it says the same whether they had a place or not. Raises `DomainError`.
    """
    themselves = person_actor(prescription.person_id, channel=Channel.PRESCRIPTION)
    for_this_date = uuid.uuid5(prescription.public_id, f"{session.pk}:{key}")
    booking = taking_part.join(prescription, session=session, by=themselves, request_key=for_this_date, now=now)
    if booking.state == BookingState.OFFERED:
        booking = bookings.accept(booking, by=themselves, now=now)
    waits = bool(session.must_wait) or booking.state == BookingState.WAITLISTED
    return Outcome(session, waits, just_comes=booking.state == BookingState.THINKING)


def _ahead(prescription: Prescription, now: datetime) -> SessionQuerySet:
    """Who joins by invitation or prescription only is shown where this prescription names the group."""
    joinable = Q(centre=prescription.centre_id, activity__join_mode__in=FOR_ALL)
    if prescription.activity_id:
        joinable |= Q(activity=prescription.activity_id, activity__join_mode__in=NAMED)
    rows = Session.public().scheduled().filter(joinable, starts_at__gt=now, starts_at__lt=now + AHEAD)
    return with_room(courses.still_open(rows, now=now), now=now).with_place()


def with_room(rows: SessionQuerySet, *, now: datetime) -> SessionQuerySet:
    """With `must_wait`: whether the date is full; of a course, whether one of its dates is, or somebody waits."""
    is_full = Q(seats_taken__gte=F("capacity"))
    dates = Session.objects.scheduled().filter(is_full, activity=OuterRef("activity"), starts_at__gt=now)
    waiting = Booking.objects.waiting().filter(session__activity=OuterRef("activity"), session__starts_at__gt=now)
    of_course = Q(activity__join_mode=JoinMode.COURSE) & (Q(Exists(dates)) | Q(Exists(waiting)))
    return rows.annotate(must_wait=ExpressionWrapper(is_full | of_course, output_field=BooleanField()))
