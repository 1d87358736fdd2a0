"""The register: what really happened at a session."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, Sum

from activities import states
from activities.models import Attendance, Booking, BookingState, Register, Session
from activities.models.booking import LEADERS_SEE_FOR, WAS_THERE
from activities.services import freshness, missed, seats
from activities.signals import register_kept, send_later
from champions.services import hours
from core import audit, clock
from core.actors import Actor, Channel
from core.errors import DomainError
from core.models.transition import Transition
from core.policies import may, require
from people.locks import named, veil
from people.models.consent import Purpose
from people.models.lockbox import noting
from people.services import consents


def check_open(session: Session, *, by: Actor, now: datetime | None = None) -> None:
    """Whether the register is there to be kept: from the morning of the session's day on, by a leader until
    `LEADERS_SEE_FOR` after its end, by staff always.

    Raises `DomainError("session_cancelled")`, `("register_too_early")` or `("register_too_late")`, `Forbidden`.
    """
    require(by, "activities.keep_register", session)
    if session.is_cancelled:
        raise DomainError("session_cancelled")
    now = now or clock.now()
    if now.astimezone(session.centre.zone).date() < session.day:
        raise DomainError("register_too_early")
    if now >= session.ends_at + LEADERS_SEE_FOR and not may(by, "activities.correct_register", session):
        raise DomainError("register_too_late")


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


def names(session: Session, *, by: Actor) -> list[Booking]:
    """Who has a place, waits for one or thinks of coming, by name, with the person loaded; last, without a name, who
    is locked from the reader. One query."""
    rows = session.bookings.active().select_related("person").order_by("person__search_name", "pk")
    return sorted(veil(noting(rows, by)), key=lambda row: bool(row.is_shut))


def who_shares_needs(session: Session, rows: Iterable[Booking], *, by: Actor) -> frozenset[int]:
    """Whose needs this reader may see: staff everybody's, a leader's those of who agrees to it just now. One query."""
    people = named(row.person_id for row in rows)
    if may(by, "activities.see_needs", session):
        return frozenset(people)
    return frozenset(consents.who_agree(people, Purpose.SHARE_WITH_LEADER))


def record_view(session: Session, *, rows: Iterable[Booking], by: Actor) -> None:
    """Record that the names were seen, once for each person, so that each finds it in their own log."""
    shown = [pk for pk in named(row.person_id for row in rows) if pk != by.person_id]
    audit.record_many("register.viewed", by=by, subject=session, person_ids=shown)


@transaction.atomic
def mark(
    booking: Booking,
    *,
    attendance: Attendance,
    by: Actor,
    tapped_at: datetime | None = None,
    now: datetime | None = None,
) -> Booking:
    """Write down whether somebody came; UNKNOWN takes it back. May be corrected later; every change is recorded.

    Who waited for a place, or only thought of coming, and came all the same stands in the room and so has a place;
    taken back, they wait or think again. `tapped_at` is when a device that was out of reach was tapped: what somebody
    wrote later than that stands, and the same tap sent again changes nothing.
    """
    now = now or clock.now()
    register = open_for(booking.session, by=by, now=now)
    locked = seats.lock(booking.session_id)
    booking.refresh_from_db(fields=["state", "attendance", "marked_at"])
    if not booking.is_active:
        raise DomainError("booking_ended")
    at = min(tapped_at, now) if tapped_at else now
    if tapped_at and booking.marked_at and at <= booking.marked_at:
        return booking
    if not _has_place(booking, locked, attendance, by):
        return booking
    if register.is_closed:
        send_later(register_kept, Session, session_id=booking.session_id)
    return note_mark(booking, attendance, by=by, at=at)


def _has_place(booking: Booking, locked: Session, attendance: Attendance, by: Actor) -> bool:
    """Let in who is there without a place; a mark other than that is nothing to them. Needs the lock."""
    if booking.state == BookingState.CONFIRMED:
        if attendance == Attendance.UNKNOWN:
            _step_back(booking, locked, by)
        return True
    if attendance not in WAS_THERE:
        return False
    states.bookings.move(booking, "admit", by=by, offer_until=None)
    seats.recount(locked)
    return True


def _step_back(booking: Booking, locked: Session, by: Actor) -> None:
    """Where the register itself let somebody in, a mark that is taken back takes that back as well."""
    last = Transition.of(booking).last()
    if last is None or last.name != "admit":
        return
    was_thinking = last.from_state == BookingState.THINKING
    states.bookings.move(booking, "think_again" if was_thinking else "wait_again", by=by)
    seats.recount(locked)


def note_mark(booking: Booking, attendance: Attendance, *, by: Actor, at: datetime | None, **detail: Any) -> Booking:
    """Write the mark and its record, without asking. `at` stays empty for what nobody tapped: any tap beats it."""
    if at is not None:
        booking.marked_at = max(at, booking.marked_at or at)
    if booking.attendance == attendance:
        booking.save(update_fields=["marked_at"])
        return booking
    booking.attendance = attendance
    booking.save(update_fields=["attendance", "marked_at"])
    audit.record(
        "booking.marked", by=by, subject=booking, person_id=booking.person_id, attendance=attendance, **detail
    )
    return booking


@transaction.atomic
def write(
    session: Session,
    *,
    by: Actor,
    headcount: int | None = None,
    seen: int | None = None,
    note: str | None = None,
    now: datetime | None = None,
) -> Register:
    """Keep the number of people who gave no name, or the note to staff, or both; None leaves one as it is.

    `seen` is the number that a device out of reach was counting on from. Where somebody else has counted meanwhile,
    their number stands: raises `DomainError("counted_meanwhile")`. The same change sent again is none.
    """
    open_for(session, by=by, now=now)
    register = Register.objects.select_for_update().get(session=session)
    if headcount is not None and seen is not None and register.headcount not in (seen, headcount):
        raise DomainError("counted_meanwhile", number=register.headcount)
    changed = {"headcount": headcount, "note": note}
    changed = {field: value for field, value in changed.items() if value not in (None, getattr(register, field))}
    if not changed:
        return register
    for field, value in changed.items():
        setattr(register, field, value)
    register.save(update_fields=list(changed))
    audit.record("register.written", by=by, subject=register, centre_id=session.centre_id)
    return register


@transaction.atomic
def close(session: Session, *, by: Actor, now: datetime | None = None) -> Register:
    """Close the register: whoever is not marked did not come, and the leaders' hours are counted, once. Somebody
    added here whose mark was taken back was added by mistake, and leaves the list. A tablet in the hall stops.

    Raises as `check_may_close` does.
    """
    now = now or clock.now()
    check_may_close(session, by=by, now=now)
    register = open_for(session, by=by, now=now)
    locked = seats.lock(session.pk)
    for booking in session.bookings.confirmed().filter(attendance=Attendance.UNKNOWN):
        if booking.channel == Channel.WALK_IN:
            states.bookings.move(booking, "cancel", by=by)
        else:  # without a time: a tap that a telephone still holds knows better than this guess
            note_mark(booking, Attendance.MISSED, by=by, at=None)
    seats.recount(locked)
    register.closed_at = now
    register.kiosk_key = None
    register.save(update_fields=["closed_at", "kiosk_key"])
    minutes = int((session.ends_at - session.starts_at).total_seconds() // 60)
    for champion in session.activity.leaders.active():
        hours.credit(champion=champion, source=f"session:{session.pk}", day=session.day, minutes=minutes, by=by)
    freshness.sign_of_life(session.activity_id, now=now)
    missed.tell_missed(session, now=now)
    audit.record("register.closed", by=by, subject=register, centre_id=session.centre_id)
    send_later(register_kept, Session, session_id=session.pk)
    return register


def came(session: Session) -> int:
    """How many people were there: named, those they brought, and the ones without a name."""
    named = session.bookings.attended().values_list("seats", flat=True)
    return sum(named) + of(session).headcount
