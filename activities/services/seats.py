"""Seats: the one place that counts them, always under the lock of the session's row."""

from datetime import datetime, timedelta

from django.db.models import Sum

from activities import states
from activities.models import Booking, Session
from core.actors import Actor
from core.errors import DomainError
from notifications.services.outbox import notify

OFFER_LASTS = timedelta(hours=24)
# Later than this before the start nobody waits for an answer: free seats go to whoever asks.
LAST_HOURS = timedelta(hours=2)


def lock(session_id: int) -> Session:
    """The session's row, locked until the transaction ends. Everything that counts or gives seats begins here.

    Lock order in this room: activity, session, booking. Raises `DomainError("session_cancelled")` where the schedule
    took the date away meanwhile.
    """
    rows = Session.objects.select_for_update(of=("self",)).select_related("activity", "centre", "venue")
    try:
        return rows.get(pk=session_id)
    except Session.DoesNotExist as error:
        raise DomainError("session_cancelled") from error


def fits(session: Session, seats: int) -> bool:
    """Whether so many seats are free. A promise only under the lock."""
    return session.seats_left is None or session.seats_left >= seats


def recount(session: Session) -> None:
    """Write the number of seats that confirmed and offered bookings hold. Needs the lock."""
    taken = Booking.objects.filter(session=session).holding_seats().aggregate(total=Sum("seats"))["total"] or 0
    session.seats_taken = taken
    Session.objects.filter(pk=session.pk).update(seats_taken=taken)


def offer_free_seats(session: Session, *, by: Actor, now: datetime) -> list[Booking]:
    """Offer what is free to those who wait, first come first, and hold it until the deadline. Needs the lock.

    A party larger than what is free lets a smaller one behind it go first. In the last hours nothing is offered.
    """
    deadline = min(now + OFFER_LASTS, session.starts_at - LAST_HOURS)
    offered: list[Booking] = []
    if deadline <= now or session.is_cancelled:
        return offered
    for booking in Booking.objects.filter(session=session).waiting().select_related("person"):
        if session.is_full:
            break
        if fits(session, booking.seats):
            states.bookings.move(booking, "offer", by=by, offer_until=deadline)
            recount(session)
            notify("place-offered", person=booking.person, about=booking, key=deadline.isoformat())
            offered.append(booking)
    return offered
