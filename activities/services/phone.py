"""What somebody on the telephone can have at this centre, and what they have already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.db.models.query import QuerySet

from activities import search
from activities.choices import JoinMode
from activities.models import Activity, ActivityState, Booking, BookingState, Enrolment, Session
from activities.models.session import SessionQuerySet
from activities.services import seats
from core.actors import Actor
from people.models import Person

AHEAD = timedelta(days=14)
MOST = 80
MOST_TO_MOVE_TO = 12


@dataclass(frozen=True)
class Choice:
    """One date, with `waiting`; of a course its next date, which stands for all of them."""

    session: Session
    own: Booking | None  # what the person has there already, with `position`
    is_enrolled: bool
    clashes: bool  # with something else that the person has
    speaks: bool  # the person's language
    is_closed: bool = False  # a course that takes nobody in any more

    @property
    def is_course(self) -> bool:
        return bool(self.session.activity.join_mode == JoinMode.COURSE)

    @property
    def is_standing(self) -> bool:
        return bool(self.session.activity.join_mode == JoinMode.STANDING)

    @property
    def can_be_taken(self) -> bool:
        return self.own is None and not self.is_closed and not (self.is_course and self.is_enrolled)


def with_waiting(sessions: SessionQuerySet) -> SessionQuerySet:
    """With `waiting`, how many people are on the list."""
    waits = Q(bookings__state=BookingState.WAITLISTED)
    return sessions.annotate(waiting=Count("bookings", filter=waits, distinct=True))


def fitting(person: Person, *, by: Actor, now: datetime, text: str = "") -> list[Choice]:
    """The dates of the actor's centre in the next two weeks: in the person's language first, then soonest first.

    `text` is part of a group's name, or its join code. Four queries, however many dates.
    """
    sessions = _courses_once(_coming(by, now, text).filter(starts_at__lte=now + AHEAD)[:MOST])
    own = {row.session_id: row for row in places(person, by=by, now=now)}
    hours = _other_hours(person, now)
    enrolled = set(Enrolment.objects.active().filter(person=person).values_list("activity", flat=True))
    closed = closed_courses({row.activity_id for row in sessions}, now)
    choices = [
        Choice(
            session,
            own=own.get(session.pk),
            is_enrolled=session.activity_id in enrolled,
            clashes=_clashes(session, hours),
            speaks=_speaks(session.activity, person.language),
            is_closed=session.activity_id in closed,
        )
        for session in sessions
    ]
    return sorted(choices, key=lambda choice: (not choice.speaks, choice.session.starts_at))


def _courses_once(sessions: Iterable[Session]) -> list[Session]:
    """Of a course its next date alone: nobody joins a single one."""
    kept, courses = [], set()
    for session in sessions:
        if session.activity.join_mode == JoinMode.COURSE:
            if session.activity_id in courses:
                continue
            courses.add(session.activity_id)
        kept.append(session)
    return kept


def _clashes(session: Session, hours: list[tuple[int, datetime, datetime]]) -> bool:
    return any(start < session.ends_at and end > session.starts_at for pk, start, end in hours if pk != session.pk)


def _coming(by: Actor, now: datetime, text: str = "") -> SessionQuerySet:
    rows = Session.objects.scheduled().filter(
        centre=by.centre_id, starts_at__gt=now, activity__state=ActivityState.PUBLISHED
    )
    for word in search.words(text):
        rows = rows.filter(Q(activity__search_text__contains=word) | Q(activity__join_code=word))
    return with_waiting(rows).with_place().order_by("starts_at", "pk")


def _speaks(activity: Activity, language: str) -> bool:
    """A group that does not say in which language it meets fits everybody."""
    return not activity.languages or language in activity.languages


def _other_hours(person: Person, now: datetime) -> list[tuple[int, datetime, datetime]]:
    """Session, start and end of all that the person has ahead, wherever it is."""
    rows = Booking.objects.active().filter(person=person, session__ends_at__gt=now, session__state="scheduled")
    return list(rows.values_list("session", "session__starts_at", "session__ends_at"))


def closed_courses(activity_ids: set[int], now: datetime) -> set[int]:
    """The courses among these that take nobody in any more (`courses.is_closed`, for many at once)."""
    begun = Q(sessions__state="scheduled", sessions__starts_at__lte=now)
    rows = Activity.objects.filter(pk__in=activity_ids, join_mode=JoinMode.COURSE)
    counted = rows.annotate(begun=Count("sessions", filter=begun)).values_list("pk", "begun", "joinable_dates")
    return {pk for pk, begun, joinable in counted if begun >= joinable}


def places(person: Person, *, by: Actor, now: datetime) -> list[Booking]:
    """What the person has ahead at the actor's centre, with `position`, soonest first. One query."""
    rows: QuerySet[Booking] = (
        Booking.objects.filter(person=person, session__centre=by.centre_id, session__starts_at__gt=now)
        .coming_up(now)
        .with_position()
        .select_related("session__activity", "session__centre", "session__venue", "enrolment", "person")
    )
    return list(rows)


def with_position(booking: Booking) -> Booking:
    """With `position`. One query where it waits."""
    booking.position = 0
    if booking.state == BookingState.WAITLISTED:
        rows = Booking.objects.filter(pk=booking.pk).with_position()
        booking.position = rows.values_list("position", flat=True).get()
    return booking


def dates_to_move_to(booking: Booking, *, by: Actor, now: datetime) -> list[Session]:
    """The next dates of the same group that the person has nothing at, then other groups of the next two weeks.

    A course is joined as a whole, and a drop-in group gives no places. Two queries.
    """
    has = Booking.objects.active().filter(person=booking.person_id).values("session")
    ahead = _coming(by, now).exclude(pk__in=has).exclude(activity__join_mode=JoinMode.COURSE)
    same = list(ahead.filter(activity=booking.session.activity_id)[:MOST_TO_MOVE_TO])
    others = ahead.exclude(activity=booking.session.activity_id).filter(starts_at__lte=now + AHEAD)
    return same + list(others.exclude(activity__join_mode=JoinMode.DROP_IN)[:MOST_TO_MOVE_TO])


def can_accept(booking: Booking, *, now: datetime) -> bool:
    """Whether staff can give them the place now: it is offered to them, or a seat stands free in the last hours."""
    is_offered = booking.offer_until is not None and booking.offer_until > now
    return is_offered or seats.can_take(booking, booking.session, now, by_staff=True)
