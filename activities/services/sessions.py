"""Changing one date, by hand; and the deeds of which changing many is made."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from activities import schedules, states
from activities.models import Activity, Booking, BookingState, Pause, Session, SessionState
from activities.notices import is_soon
from activities.schedules import Slot
from activities.services import clearing, enrolments, limits, seats
from activities.services.telling import News, tell_each
from activities.signals import send_later, session_back_on, session_called_off
from centres.models import Deed, Venue
from champions.models import Champion
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from notifications.services.outbox import notify


@transaction.atomic
def cancel(
    session: Session,
    *,
    by: Actor,
    note: str = "",
    because: str = "",
    quiet: bool = False,
    dropped: bool = False,
    now: datetime | None = None,
) -> Session:
    """Call one date off and owe everybody who has a place, or waits for one, a message, unless `quiet`.

    `dropped`: the schedule does it, and may bring the date back. `because`: one of `OffBecause`. Raises `Moved`,
    `Forbidden`; for leaders `DomainError("ask_staff")`, `("session_over")`.

    The bookings stay as they are: they say who had a place on the day that did not happen.
    """
    now = now or clock.now()
    if limits.bind(by, session):
        limits.hold(limits.against_deed(session.activity, Deed.CANCEL))
        if session.ends_at <= now:
            raise DomainError("session_over")
    changes: dict[str, Any] = {"revision": F("revision") + 1, "modified_at": now, "dropped": dropped}
    states.sessions.move(session, "cancel", by=by, note=note, off_because=because, **changes)
    session.refresh_from_db(fields=["revision"])
    if not quiet:
        news = News.of(session, "session-cancelled", key=str(session.revision), near=session.starts_at)
        tell_each(news, now=now)
    send_later(session_called_off, Session, session_id=session.pk)
    return session


@transaction.atomic
def reinstate(session: Session, *, by: Actor, by_schedule: bool = False, now: datetime | None = None) -> Session:
    """A date that was called off happens after all; whoever had a place, or waited for one, does so again.

    `by_schedule`: it asks for the date again, and tells everybody by itself. What a person brings back is theirs: the
    schedule keeps its hands off. Raises `Moved`, `Forbidden`, `DomainError("date_in_the_past")`, `("paused_then")`.
    """
    require(by, "activities.change_session", session)
    now = now or clock.now()
    if session.starts_at <= now:
        raise DomainError("date_in_the_past")
    if not by_schedule and Pause.on(session.day).filter(activity=session.activity_id).exists():
        raise DomainError("paused_then")
    changes: dict[str, Any] = {"dropped": False, "off_because": "", "own_time": session.own_time or not by_schedule}
    states.sessions.move(session, "reinstate", by=by, revision=F("revision") + 1, modified_at=now, **changes)
    session.refresh_from_db(fields=["revision"])
    seats.offer_free_seats(seats.lock(session.pk), by=by, now=now)
    if not by_schedule:
        tell_each(News.of(session, "dates-changed", key=str(session.revision), near=session.starts_at), now=now)
    send_later(session_back_on, Session, session_id=session.pk)
    return session


@transaction.atomic
def move(
    session: Session,
    *,
    day: date,
    start_time: time,
    by: Actor,
    minutes: int | None = None,
    venue: Venue | None = None,
    now: datetime | None = None,
) -> Session:
    """Give one date another day, time, length or place, for good: the schedule leaves what was changed alone.

    Raises `Forbidden`, `DomainError("session_cancelled")`, `("date_in_the_past")`; for leaders `("ask_staff")`.
    """
    is_bound = limits.bind(by, session)
    now = now or clock.now()
    locked = seats.lock(session.pk)
    if locked.is_cancelled:
        raise DomainError("session_cancelled")
    slot = schedules.slot(day, start_time, minutes or locked.minutes, locked.centre.zone)
    if min(locked.starts_at, slot.starts_at) <= now:
        raise DomainError("date_in_the_past")
    venue_id = venue.pk if venue else locked.venue_id
    new_time = (slot.starts_at, slot.ends_at) != (locked.starts_at, locked.ends_at)
    new_place = venue_id != locked.venue_id
    if not (new_time or new_place):
        return locked
    if is_bound:
        limits.hold_rooms([venue_id])
        limits.hold(limits.against_date(locked, slot, venue or session.venue))
    was = locked.starts_at
    keeps = {"own_time": locked.own_time or new_time, "own_place": locked.own_place or new_place}
    Session.objects.filter(pk=locked.pk).update(**keeps)
    retime(locked, slot, venue_id=venue_id, now=now)
    near = min(was, locked.starts_at)
    tell_each(News.of(locked, "session-moved", key=str(locked.revision), near=near), now=now)
    locked.refresh_from_db()
    audit.record("session.moved", by=by, subject=locked)
    return locked


def retime(session: Session, slot: Slot, *, venue_id: int | None, now: datetime, original: date | None = None) -> None:
    """Give a date another time or place; calendars see it as a change of the same entry. Needs `centre`, tells nobody.

    `original`: from now on it is the schedule's date of that day. An offer is never held into the last hours before
    the new start.
    """
    Session.objects.filter(pk=session.pk).update(
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        day=slot.day,
        venue_id=venue_id,
        original_date=original or session.original_date,
        revision=F("revision") + 1,
        modified_at=now,
    )
    session.starts_at, session.ends_at = slot.starts_at, slot.ends_at
    session.day, session.venue_id = slot.day, venue_id
    session.revision += 1
    latest = max(now, seats.last_hours_from(session))
    late = Booking.objects.filter(session=session, state=BookingState.OFFERED, offer_until__gt=latest)
    late.update(offer_until=latest)


@transaction.atomic
def add(
    activity: Activity,
    *,
    day: date,
    start_time: time,
    minutes: int,
    venue: Venue | None,
    capacity: int | None,
    by: Actor,
    now: datetime | None = None,
) -> Session:
    """One more date, that no rule asks for. Whoever comes every time has a place there too.

    Raises `Forbidden`, `DomainError("date_in_the_past")`, and `("date_is_there")` where the group meets on that day.
    """
    require(by, "activities.change_session", activity)
    now = now or clock.now()
    locked = seats.lock_group(activity.pk)
    slot = schedules.slot(day, start_time, minutes, locked.centre.zone)
    if slot.starts_at <= now:
        raise DomainError("date_in_the_past")
    if locked.sessions.filter(Q(original_date=day) | Q(day=day, state=SessionState.SCHEDULED)).exists():
        raise DomainError("date_is_there")
    made = Session.objects.create(
        activity=locked,
        centre=locked.centre,
        venue=venue,
        capacity=capacity,
        original_date=day,
        day=day,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        is_extra=True,
        modified_at=now,
    )
    enrolments.fill(locked, now=now)
    audit.record("session.added", by=by, subject=made)
    return made


@transaction.atomic
def resize(session: Session, *, capacity: int | None, by: Actor, now: datetime | None = None) -> Session:
    """More or fewer seats at one date. More are offered at once; fewer than are given raise
    `DomainError("fewer_than_taken")`. Raises `Forbidden`; for leaders `DomainError("ask_staff")`.
    """
    if limits.bind(by, session):
        limits.hold(limits.against_deed(session.activity, Deed.SEATS))
    now = now or clock.now()
    locked = seats.lock(session.pk)
    if capacity is not None and capacity < seats.room(locked, now=now).taken:
        raise DomainError("fewer_than_taken")
    Session.objects.filter(pk=locked.pk).update(own_seats=True)
    locked.own_seats = True
    _set_capacity(locked, capacity, by=by, now=now)
    audit.record("session.resized", by=by, subject=locked)
    return locked


@transaction.atomic
def tell_apart(
    session: Session,
    *,
    substitute: Champion | None,
    note_en: str,
    note_fr: str,
    by: Actor,
    now: datetime | None = None,
) -> Session:
    """Who leads this one date instead of the usual people, and what is different this time, in words. Whoever begins
    or ends to stand in is told.

    Raises `Forbidden`; `DomainError("leader_lacks")`, or for leaders `("leader_not_ready")`, where whoever begins to
    stand in is not cleared for it; for leaders also `("ask_staff")`.
    """
    if limits.bind(by, session):
        limits.hold(limits.against_deed(session.activity, Deed.THIS_TIME))
    now = now or clock.now()
    before = seats.lock(session.pk).substitute
    if substitute and substitute != before and not session.activity.leaders.filter(pk=substitute.pk).exists():
        clearing.hold([substitute], clearing.works_of(session.activity), session.activity, by=by)
    _write_apart(session, by=by, now=now, substitute=substitute, note_en=note_en, note_fr=note_fr)
    if before != substitute:
        _tell_substitutes(session, before, substitute, by=by, now=now)
    return session


@transaction.atomic
def let_stand_in(session: Session, champion: Champion, *, by: Actor, now: datetime | None = None) -> Session:
    """Whoever said yes first leads this one date. For `services.substitutes`, which asked them, and decides who may.

    Raises `DomainError("session_cancelled")`, `("session_over")`, and `("substitute_found")` where somebody stands in
    already.
    """
    now = now or clock.now()
    check_can_be_stood_in(seats.lock(session.pk), now=now)
    _write_apart(session, by=by, now=now, substitute=champion)
    return session


def check_can_be_stood_in(locked: Session, *, now: datetime) -> None:
    """Raises as `let_stand_in` does. Needs the lock."""
    if locked.is_cancelled:
        raise DomainError("session_cancelled")
    if locked.starts_at <= now:
        raise DomainError("session_over")
    if locked.substitute_id:
        raise DomainError("substitute_found")


def _write_apart(session: Session, *, by: Actor, now: datetime, **changed: Any) -> None:
    Session.objects.filter(pk=session.pk).update(**changed, revision=F("revision") + 1, modified_at=now)
    session.refresh_from_db()
    audit.record("session.told_apart", by=by, subject=session)


def _tell_substitutes(
    session: Session, before: Champion | None, after: Champion | None, *, by: Actor, now: datetime
) -> None:
    """Who does it for themselves knows."""
    for slug, champion in (("stand-in-over", before), ("stand-in", after)):
        if champion and champion.person_id != by.person_id:
            notify(
                slug,
                person=champion.person,
                about=session,
                key=str(session.revision),
                centre_id=session.centre_id,
                urgent=is_soon(session.starts_at, now),
            )


def fit_to(locked: Session, capacity: int | None, *, by: Actor, now: datetime) -> None:
    """Give a date its group's capacity, but never less than is given already. Needs the lock.

    A date whose seats were counted by hand keeps its own.
    """
    if not locked.own_seats:
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
