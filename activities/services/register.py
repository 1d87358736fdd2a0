"""The register: what really happened at a session."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, Sum

from activities import states
from activities.models import Attendance, Booking, BookingState, Register, Session
from activities.services import bookings, seats
from champions.services import hours
from core import audit, clock
from core.actors import Actor, Channel
from core.errors import DomainError
from core.policies import require
from people.services import persons


def check_open(session: Session, *, by: Actor, now: datetime | None = None) -> None:
    """Whether the register is there to be kept: from the morning of the session's day on.

    Raises `DomainError("session_cancelled")` or `("register_too_early")`, `Forbidden`.
    """
    require(by, "activities.keep_register", session)
    if session.is_cancelled:
        raise DomainError("session_cancelled")
    if (now or clock.now()).astimezone(session.centre.zone).date() < session.day:
        raise DomainError("register_too_early")


def open_for(session: Session, *, by: Actor, now: datetime | None = None) -> Register:
    """The session's register, made where there is none yet. Raises as `check_open` does."""
    check_open(session, by=by, now=now)
    register, _created = Register.objects.get_or_create(session=session)
    return register


def check_may_close(session: Session, *, by: Actor, now: datetime | None = None) -> None:
    """Raises as `check_open` does, and `DomainError("register_closes_later")` before the session has begun."""
    now = now or clock.now()
    check_open(session, by=by, now=now)
    if now < session.starts_at:
        raise DomainError("register_closes_later")


@dataclass(frozen=True)
class Outlook:
    """How many seats are promised, and how many people wait."""

    coming: int
    waiting: int


def outlook(session: Session) -> Outlook:
    """Numbers without a name, for the days before. One query."""
    counted = session.bookings.aggregate(
        coming=Sum("seats", filter=Q(state=BookingState.CONFIRMED)),
        waiting=Count("pk", filter=Q(state=BookingState.WAITLISTED)),
    )
    return Outlook(counted["coming"] or 0, counted["waiting"])


def of(session: Session) -> Register:
    """The session's register to look at: an empty one that is not stored, where nobody has written anything yet."""
    return Register.objects.filter(session=session).first() or Register(session=session)


def names(session: Session) -> list[Booking]:
    """Who has a place or waits for one, by name, with the person loaded. One query."""
    return list(session.bookings.active().select_related("person").order_by("person__search_name", "pk"))


def record_view(session: Session, *, rows: Iterable[Booking], by: Actor) -> None:
    """Record that the names were seen, once for each person, so that each finds it in their own log."""
    shown = [row.person_id for row in rows if row.person_id != by.person_id]
    audit.record_many("register.viewed", by=by, subject=session, person_ids=shown)


@transaction.atomic
def mark(booking: Booking, *, attendance: Attendance, by: Actor, now: datetime | None = None) -> Booking:
    """Write down whether somebody came. May be corrected later; every change is recorded.

    Who waited for a place and came all the same stands in the room, and so has a place.
    """
    open_for(booking.session, by=by, now=now)
    locked = seats.lock(booking.session_id)
    booking.refresh_from_db(fields=["state", "attendance"])
    if not booking.is_active:
        raise DomainError("booking_ended")
    if booking.state != BookingState.CONFIRMED:
        if attendance != Attendance.CAME:
            return booking
        states.bookings.move(booking, "admit", by=by, offer_until=None)
        seats.recount(locked)
    return _write_mark(booking, attendance, by)


def _write_mark(booking: Booking, attendance: Attendance, by: Actor) -> Booking:
    if booking.attendance != attendance:
        booking.attendance = attendance
        booking.save(update_fields=["attendance"])
        audit.record("booking.marked", by=by, subject=booking, person_id=booking.person_id, attendance=attendance)
    return booking


@transaction.atomic
def walk_in(
    session: Session, *, name: str, by: Actor, request_key: uuid.UUID | None = None, now: datetime | None = None
) -> Booking:
    """Add somebody who came without signing up, and mark them as there. Raises `DomainError("name_needed")`.

    The same `request_key` again answers with the same booking: a form sent twice adds one person.
    """
    open_for(session, by=by, now=now)
    if not name.strip():
        raise DomainError("name_needed")
    seats.lock(session.pk)
    if request_key and (made := Booking.objects.filter(request_key=request_key, session=session).first()):
        return made
    person = persons.register(name=name.strip(), centre=session.centre, language=session.centre.language, by=by)
    booking = bookings.book(
        session=session, person=person, channel=Channel.WALK_IN, by=by, request_key=request_key, now=now
    )
    return mark(booking, attendance=Attendance.CAME, by=by, now=now)


@transaction.atomic
def write(
    session: Session, *, by: Actor, headcount: int | None = None, note: str | None = None, now: datetime | None = None
) -> Register:
    """Keep the number of people who gave no name, or the note to staff, or both; None leaves one as it is."""
    register = open_for(session, by=by, now=now)
    changed = {"headcount": headcount, "note": note}
    changed = {field: value for field, value in changed.items() if value is not None}
    for field, value in changed.items():
        setattr(register, field, value)
    register.save(update_fields=list(changed))
    audit.record("register.written", by=by, subject=register, centre_id=session.centre_id)
    return register


@transaction.atomic
def close(session: Session, *, by: Actor, now: datetime | None = None) -> Register:
    """Close the register: whoever is not marked did not come, and the leaders' hours are counted, once.

    Raises as `check_may_close` does.
    """
    now = now or clock.now()
    check_may_close(session, by=by, now=now)
    register = open_for(session, by=by, now=now)
    for booking in session.bookings.confirmed().filter(attendance=Attendance.UNKNOWN):
        _write_mark(booking, Attendance.MISSED, by)
    register.closed_at = now
    register.save(update_fields=["closed_at"])
    minutes = int((session.ends_at - session.starts_at).total_seconds() // 60)
    for champion in session.activity.leaders.active():
        hours.credit(champion=champion, source=f"session:{session.pk}", day=session.day, minutes=minutes, by=by)
    audit.record("register.closed", by=by, subject=register, centre_id=session.centre_id)
    return register


def came(session: Session) -> int:
    """How many people were there: named, those they brought, and the ones without a name."""
    named = session.bookings.confirmed().filter(attendance=Attendance.CAME).values_list("seats", flat=True)
    return sum(named) + of(session).headcount
