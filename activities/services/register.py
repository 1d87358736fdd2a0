"""The register: what really happened at a session."""

from datetime import datetime

from django.db import transaction

from activities.models import Attendance, Booking, Register, Session
from activities.services import bookings
from champions.services import hours
from core import audit, clock
from core.actors import Actor, Channel
from core.errors import DomainError
from core.policies import require
from people.services import persons


def open_for(session: Session, *, by: Actor, now: datetime | None = None) -> Register:
    """The session's register, from the morning of its day on.

    Raises `DomainError("session_cancelled")` or `("register_too_early")`, `Forbidden`.
    """
    require(by, "activities.keep_register", session)
    now = now or clock.now()
    if session.is_cancelled:
        raise DomainError("session_cancelled")
    if now.astimezone(session.centre.zone).date() < session.day:
        raise DomainError("register_too_early")
    register, _created = Register.objects.get_or_create(session=session)
    return register


@transaction.atomic
def mark(booking: Booking, *, attendance: Attendance, by: Actor, now: datetime | None = None) -> Booking:
    """Write down whether somebody came. May be corrected later; every change is recorded."""
    open_for(booking.session, by=by, now=now)
    booking.attendance = attendance
    booking.save(update_fields=["attendance"])
    audit.record("booking.marked", by=by, subject=booking, person_id=booking.person_id, attendance=attendance)
    return booking


@transaction.atomic
def walk_in(session: Session, *, name: str, by: Actor, now: datetime | None = None) -> Booking:
    """Add somebody who came without signing up, and mark them as there. Raises `DomainError("name_needed")`."""
    open_for(session, by=by, now=now)
    if not name.strip():
        raise DomainError("name_needed")
    person = persons.register(name=name.strip(), centre=session.centre, language=session.centre.language, by=by)
    booking = bookings.book(session=session, person=person, channel=Channel.WALK_IN, by=by, now=now)
    return mark(booking, attendance=Attendance.CAME, by=by, now=now)


@transaction.atomic
def write(session: Session, *, headcount: int, note: str, by: Actor, now: datetime | None = None) -> Register:
    """Keep the number of people who gave no name, and the note to staff."""
    register = open_for(session, by=by, now=now)
    register.headcount = headcount
    register.note = note
    register.save(update_fields=["headcount", "note"])
    audit.record("register.written", by=by, subject=register, centre_id=session.centre_id)
    return register


@transaction.atomic
def close(session: Session, *, by: Actor, now: datetime | None = None) -> Register:
    """Close the register: whoever is not marked did not come, and the leaders' hours are counted, once."""
    now = now or clock.now()
    register = open_for(session, by=by, now=now)
    session.bookings.holding_seats().filter(attendance=Attendance.UNKNOWN).update(attendance=Attendance.MISSED)
    register.closed_at = now
    register.save(update_fields=["closed_at"])
    minutes = int((session.ends_at - session.starts_at).total_seconds() // 60)
    for champion in session.activity.leaders.active():
        hours.credit(champion=champion, source=f"session:{session.pk}", day=session.day, minutes=minutes, by=by)
    audit.record("register.closed", by=by, subject=register, centre_id=session.centre_id)
    return register


def came(session: Session) -> int:
    """How many people were there: named, those they brought, and the ones without a name."""
    register = Register.objects.filter(session=session).first()
    named = session.bookings.filter(attendance=Attendance.CAME).values_list("seats", flat=True)
    return sum(named) + (register.headcount if register else 0)
