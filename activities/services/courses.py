"""A course is one place at all its dates: who waits for it is offered all of them at once, or none."""

from datetime import datetime

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from activities import states
from activities.choices import JoinMode
from activities.models import Activity, Booking, BookingState, Enrolment, Session
from activities.models.session import SessionQuerySet
from activities.notices import tell
from activities.services import seats
from core.actors import Actor
from core.errors import DomainError, Moved
from core.models import Transition


def is_closed(activity: Activity, *, now: datetime) -> bool:
    """Whether so many dates have begun that nobody joins any more. One query."""
    return activity.sessions.scheduled().filter(starts_at__lte=now).count() >= activity.joinable_dates


def still_open(sessions: SessionQuerySet, *, now: datetime) -> SessionQuerySet:
    """Without the dates of courses that take nobody in any more (`is_closed`, as a condition of the query)."""
    begun = Session.objects.scheduled().filter(activity=OuterRef("activity"), starts_at__lte=now)
    counted = begun.order_by().values("activity").annotate(number=Count("pk")).values("number")
    closed = {"activity__join_mode": JoinMode.COURSE, "activity__joinable_dates__lte": Coalesce(Subquery(counted), 0)}
    open_rows: SessionQuerySet = sessions.exclude(**closed)
    return open_rows


def joinable_until(activity: Activity) -> datetime | None:
    """Until when one can still join: the start of the last date at which that is possible. One query."""
    starts = activity.sessions.scheduled().order_by("starts_at").values_list("starts_at", flat=True)
    joinable = list(starts[: activity.joinable_dates])
    return joinable[-1] if joinable else None


def lock_ahead(activity: Activity, *, now: datetime) -> list[Session]:
    """The coming dates, locked in the room's order. Needs the activity's own lock before."""
    ahead = activity.sessions.scheduled().filter(starts_at__gt=now).order_by("pk")
    return [seats.lock(pk) for pk in ahead.values_list("pk", flat=True)]


def rows_ahead(enrolment: Enrolment, *, now: datetime) -> list[Booking]:
    """The enrolment's live bookings at dates that have not begun, in the order in which their sessions are locked."""
    rows = Booking.objects.active().filter(enrolment=enrolment, session__starts_at__gt=now)
    return list(rows.select_related("person", "session__centre", "session__activity").order_by("session_id"))


def _fit(rows: list[Booking], dates: dict[int, Session], *, now: datetime) -> bool:
    """Whether each of the rows fits into its date. Needs the dates' locks."""
    return all(seats.room(dates[row.session_id], now=now).fits(row) for row in rows)


def offer(activity: Activity, *, by: Actor, now: datetime) -> list[Enrolment]:
    """Offer the free places of a course to those who wait for it, first come first. Needs the activity's lock."""
    if is_closed(activity, now=now):
        return []
    sessions = lock_ahead(activity, now=now)
    deadline = seats.answer_by(min(sessions, key=lambda one: one.starts_at), now) if sessions else None
    if deadline is None:
        return []
    dates = {session.pk: session for session in sessions}
    offered = []
    waiting = Enrolment.objects.active().filter(activity=activity, bookings__state=BookingState.WAITLISTED)
    for enrolment in waiting.in_order().select_related("person").distinct():
        live = [row for row in rows_ahead(enrolment, now=now) if row.session_id in dates]
        rows = [row for row in live if row.state == BookingState.WAITLISTED]
        if rows and _fit(rows, dates, now=now):
            for row in rows:
                seats.offer(row, deadline, by=by, quiet=True)
                seats.recount(dates[row.session_id])
            tell("course-offered", rows[0], key=deadline.isoformat())
            offered.append(enrolment)
    return offered


def waits(booking: Booking) -> bool:
    """Whether the booking waits for, or is offered, a place in a course. Needs `session.activity`.

    A date that is cancelled is no part of the course any more: what is open there ends by itself.
    """
    open_ends = {BookingState.WAITLISTED, BookingState.OFFERED}
    is_of_course = booking.session.activity.join_mode == JoinMode.COURSE and booking.enrolment_id is not None
    return is_of_course and booking.state in open_ends and not booking.session.is_cancelled


def _locked(booking: Booking, now: datetime) -> tuple[Enrolment, list[Booking], dict[int, Session]]:
    activity = seats.lock_group(booking.session.activity_id)
    sessions = {session.pk: session for session in lock_ahead(activity, now=now)}
    enrolment = Enrolment.objects.select_related("activity", "person").get(pk=booking.enrolment_id)
    return enrolment, [row for row in rows_ahead(enrolment, now=now) if row.session_id in sessions], sessions


def accept(booking: Booking, *, by: Actor, now: datetime) -> Booking:
    """Take the offered places, all of them. Raises `DomainError("offer_over")`."""
    _enrolment, rows, _sessions = _locked(booking, now)
    booking.refresh_from_db(fields=["state", "offer_until"])
    if booking.state == BookingState.CONFIRMED:
        return booking
    offered = [row for row in rows if row.state == BookingState.OFFERED]
    # One offer: where a date was brought forward and the answer for it is overdue, it is for all of them.
    if not offered or any(row.offer_until is None or row.offer_until <= now for row in offered):
        raise DomainError("offer_over")
    for row in offered:
        states.bookings.move(row, "accept", by=by, offer_until=None)
    booking.refresh_from_db(fields=["state", "offer_until"])
    tell("course-confirmed", booking, channel=by.channel)
    return booking


def leave(booking: Booking, step: str, *, by: Actor, quiet: bool, now: datetime) -> Booking:
    """Stop waiting for a course, by one's own word ("cancel") or by silence ("lapse"); it is offered to the next.

    Whoever has a place in the course and waits for one more of its dates keeps the place. Raises `Moved` where the
    booking was answered or ended meanwhile.
    """
    enrolment, rows, sessions = _locked(booking, now)
    booking.refresh_from_db(fields=["state", "offer_until"])
    if not waits(booking):
        raise Moved(state=booking.state, last=Transition.of(booking).last())
    for row in rows:
        if row.state in {BookingState.WAITLISTED, BookingState.OFFERED}:
            # Only an offer can lapse; a waiting row beside it is cancelled with it.
            states.bookings.move(row, step if row.state == BookingState.OFFERED else "cancel", by=by, offer_until=None)
            seats.recount(sessions[row.session_id])
    has_place = Booking.objects.confirmed().filter(enrolment=enrolment).exists()
    if not has_place and states.enrolments.can(enrolment, "end"):
        states.enrolments.move(enrolment, "end", by=by)
    offer(enrolment.activity, by=by, now=now)
    if not quiet:
        tell("place-cancelled" if step == "cancel" else "offer-lapsed", booking, channel=by.channel)
    booking.refresh_from_db(fields=["state", "offer_until"])
    return booking
