"""Changing one date."""

from datetime import date, datetime, time

from django.db import transaction
from django.db.models import F

from activities import schedules, states
from activities.models import Booking, BookingState, Session
from activities.notices import is_soon, tell
from activities.schedules import Slot
from activities.services import seats
from centres.models import Venue
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require


@transaction.atomic
def cancel(
    session: Session, *, by: Actor, note: str = "", quiet: bool = False, now: datetime | None = None
) -> Session:
    """Call one date off and owe everybody who has a place, or waits for one, a message, unless `quiet`.

    Raises `Moved`, `Forbidden`.

    The bookings stay as they are: they say who had a place on the day that did not happen.
    """
    require(by, "activities.change_session", session)
    now = now or clock.now()
    states.sessions.move(session, "cancel", by=by, note=note, revision=F("revision") + 1, modified_at=now)
    session.refresh_from_db(fields=["revision"])
    for booking in [] if quiet else _touched(session):
        tell("session-cancelled", booking, urgent=is_soon(session.starts_at, now))
    return session


@transaction.atomic
def move(
    session: Session,
    *,
    day: date,
    start_time: time,
    by: Actor,
    venue: Venue | None = None,
    now: datetime | None = None,
) -> Session:
    """Give one date another day, time or place, for good: the rule leaves it alone from then on. Its length stays.

    Raises `Forbidden`, `DomainError("session_cancelled")`, `("date_in_the_past")`.
    """
    require(by, "activities.change_session", session)
    now = now or clock.now()
    locked = seats.lock(session.pk)
    if locked.is_cancelled:
        raise DomainError("session_cancelled")
    minutes = int((locked.ends_at - locked.starts_at).total_seconds() // 60)
    slot = schedules.slot(day, start_time, minutes, locked.centre.zone)
    if min(locked.starts_at, slot.starts_at) <= now:
        raise DomainError("date_in_the_past")
    venue_id = venue.pk if venue else locked.venue_id
    if (slot.starts_at, venue_id) == (locked.starts_at, locked.venue_id):
        return locked
    Session.objects.filter(pk=locked.pk).update(venue_id=venue_id, edited_by_hand=True)
    retime(locked, slot, now=now)
    locked.refresh_from_db()
    audit.record("session.moved", by=by, subject=locked)
    return locked


def retime(session: Session, slot: Slot, *, now: datetime) -> None:
    """Give a date another time; calendars see it as a change of the same entry. Needs `centre`.

    An offer is never held into the last hours before the new start. People hear of it after half an hour, in case it
    changes once more; at once where the old or the new start is near.
    """
    urgent = is_soon(min(session.starts_at, slot.starts_at), now)
    Session.objects.filter(pk=session.pk).update(
        starts_at=slot.starts_at, ends_at=slot.ends_at, day=slot.day, revision=F("revision") + 1, modified_at=now
    )
    session.starts_at = slot.starts_at
    latest = max(now, seats.last_hours_from(session))
    late = Booking.objects.filter(session=session, state=BookingState.OFFERED, offer_until__gt=latest)
    late.update(offer_until=latest)
    for booking in _touched(session):
        tell("session-moved", booking, key=str(session.revision + 1), urgent=urgent)


@transaction.atomic
def resize(session: Session, *, capacity: int | None, by: Actor, now: datetime | None = None) -> Session:
    """More or fewer seats at one date. More are offered at once; fewer than are given raise
    `DomainError("fewer_than_taken")`. Raises `Forbidden`.
    """
    require(by, "activities.change_session", session)
    now = now or clock.now()
    locked = seats.lock(session.pk)
    if capacity is not None and capacity < seats.room(locked, now=now).taken:
        raise DomainError("fewer_than_taken")
    Session.objects.filter(pk=locked.pk).update(edited_by_hand=True)
    locked.edited_by_hand = True
    _set_capacity(locked, capacity, by=by, now=now)
    audit.record("session.resized", by=by, subject=locked)
    return locked


def fit_to(locked: Session, capacity: int | None, *, by: Actor, now: datetime) -> None:
    """Give a date its group's capacity, but never less than is given already. Needs the lock.

    A date whose seats were counted by hand keeps its own.
    """
    if not locked.edited_by_hand:
        taken = seats.room(locked, now=now).taken
        _set_capacity(locked, capacity if capacity is None else max(capacity, taken), by=by, now=now)


def _set_capacity(locked: Session, capacity: int | None, *, by: Actor, now: datetime) -> None:
    if capacity == locked.capacity:
        return
    Session.objects.filter(pk=locked.pk).update(capacity=capacity, revision=F("revision") + 1, modified_at=now)
    is_more = capacity is None or (locked.capacity is not None and capacity > locked.capacity)
    locked.capacity = capacity
    if is_more:
        seats.offer_free_seats(locked, by=by, now=now)


def _touched(session: Session) -> list[Booking]:
    return list(session.bookings.active().select_related("person", "session"))
