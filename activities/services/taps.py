"""What a telephone kept while it was out of reach: marks, walk-ins and numbers, each with the moment of its tap.

Each is taken on its own, so that one that is refused holds back none of the others; sent again, each changes nothing.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from activities.models import Attendance, Booking, Session
from activities.services import register, walk_ins
from core import clock
from core.actors import Actor
from core.errors import DomainError


class Said(StrEnum):
    """What became of a tap."""

    KEPT = "kept"
    OLDER = "older"  # somebody wrote something later than this
    ASKS = "asks"  # it may be one of these people: whom it is must be said first
    REFUSED = "refused"


@dataclass(frozen=True)
class Mark:
    """One tap at one name."""

    key: uuid.UUID
    at: datetime
    booking: uuid.UUID
    attendance: Attendance


@dataclass(frozen=True)
class WalkIn:
    """Somebody who came without signing up; `is_new` where the leader said that it is none of those proposed."""

    key: uuid.UUID
    at: datetime
    name: str
    number: str = ""
    known_as: uuid.UUID | None = None
    is_new: bool = False


@dataclass(frozen=True)
class Headcount:
    """How many came without a name, counted on from what the device had `seen`."""

    key: uuid.UUID
    at: datetime
    number: int
    seen: int


@dataclass(frozen=True)
class Answer:
    """What became of the tap with this key."""

    key: uuid.UUID
    said: Said
    words: str = ""
    candidates: tuple[Booking, ...] = ()


def take(
    session: Session, taps: Iterable[Mark | WalkIn | Headcount], *, by: Actor, now: datetime | None = None
) -> list[Answer]:
    """Write down what was tapped, in the order of the taps. Raises `Forbidden` where the actor keeps no register."""
    now = now or clock.now()
    register.check_open(session, by=by, now=now)
    return [_take(session, tap, by=by, now=now) for tap in taps]


def _take(session: Session, tap: Mark | WalkIn | Headcount, *, by: Actor, now: datetime) -> Answer:
    try:
        if isinstance(tap, Mark):
            return _mark(session, tap, by=by, now=now)
        if isinstance(tap, WalkIn):
            return _walk_in(session, tap, by=by, now=now)
        register.write(session, headcount=tap.number, seen=tap.seen, by=by, now=now)
    except DomainError as error:
        return Answer(tap.key, Said.REFUSED, error.words)
    return Answer(tap.key, Said.KEPT)


def _mark(session: Session, tap: Mark, *, by: Actor, now: datetime) -> Answer:
    rows = Booking.visible_to(by).active().select_related("person", "session__activity", "session__centre")
    booking = rows.filter(public_id=tap.booking, session=session).first()
    if booking is None:
        raise DomainError("booking_ended")
    register.mark(booking, attendance=tap.attendance, by=by, tapped_at=tap.at, now=now)
    return Answer(tap.key, Said.KEPT if booking.attendance == tap.attendance else Said.OLDER)


def _walk_in(session: Session, tap: WalkIn, *, by: Actor, now: datetime) -> Answer:
    key = walk_ins.key_for(session, tap.key)
    if not (tap.is_new or tap.known_as):
        found = walk_ins.candidates(session, name=tap.name, number=tap.number, by=by, now=now)
        # Asked last, so that whoever was just added by this very tap is not proposed.
        if found and not walk_ins.is_added(session, key):
            register.record_view(session, rows=found, by=by)
            return Answer(tap.key, Said.ASKS, candidates=tuple(found))
    walk_ins.add(
        session,
        name=tap.name,
        number=tap.number,
        known_as=tap.known_as,
        request_key=key,
        tapped_at=tap.at,
        by=by,
        now=now,
    )
    return Answer(tap.key, Said.KEPT)
