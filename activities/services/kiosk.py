"""The tablet in the hall: people check themselves in. It can do nothing but mark that somebody is there.

Whoever holds the signed address may: the address is the key. It ends with the register, with a newer tablet, and
`OPEN_AFTER` after the end of the session.
"""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from activities import states
from activities.models import Attendance, Booking, BookingState, Register, Session
from activities.models.booking import WAS_THERE
from activities.models.session import LONGEST
from activities.services import register as registers
from activities.services import seats
from core import audit, clock, links, throttle
from core.actors import Actor, Channel
from core.errors import DomainError
from core.models.throttle import Attempt
from core.text import fold
from core.throttle import Try
from people.models import ContactPoint

PURPOSE = "kiosk"
OPEN_AFTER = timedelta(hours=2)
LATE_AFTER = timedelta(minutes=15)
MOST_NAMES = 6
LAST_DIGITS = 4
WRONG_TRIES = 15  # so often may digits be wrong in `WRONG_FOR`; then the host helps
WRONG_FOR = timedelta(minutes=15)
# From the morning of the day on; the exact end is asked of the session.
LONGEST_LINK = LONGEST + timedelta(days=2)


@dataclass(frozen=True)
class Kiosk:
    """One tablet at one session."""

    token: str
    session: Session

    @property
    def asks_for_digits(self) -> bool:
        """Whether no name may be shown, because being there tells something about a person's health."""
        return self.session.activity.sensitive

    @property
    def actor(self) -> Actor:
        """Nobody in particular, at this centre: no permission of the house is given to it."""
        return Actor(centre_id=self.session.centre_id, channel=Channel.WALK_IN)


@transaction.atomic
def start(session: Session, *, by: Actor, now: datetime | None = None) -> str:
    """Put a tablet in the hall; returns the token of its address. An earlier tablet stops.

    Raises as `register.check_open` does, and `DomainError("session_over")` where it would be over at once.
    """
    now = now or clock.now()
    register = registers.open_for(session, by=by, now=now)
    if now >= session.ends_at + OPEN_AFTER:
        raise DomainError("session_over")
    register.kiosk_key = uuid.uuid4()
    register.save(update_fields=["kiosk_key"])
    audit.record("register.kiosk_started", by=by, subject=register, centre_id=session.centre_id)
    return links.make(PURPOSE, str(register.kiosk_key))


@transaction.atomic
def stop(session: Session, *, by: Actor, now: datetime | None = None) -> Register:
    """Take the tablet away. Raises as `register.check_open` does."""
    register = registers.open_for(session, by=by, now=now)
    if register.kiosk_key is not None:
        register.kiosk_key = None
        register.save(update_fields=["kiosk_key"])
        audit.record("register.kiosk_stopped", by=by, subject=register, centre_id=session.centre_id)
    return register


def of_token(token: str, *, now: datetime | None = None) -> Kiosk:
    """The tablet that holds this token. Raises `DomainError("kiosk_over")`. One query."""
    try:
        [key] = links.read(PURPOSE, token, max_age=LONGEST_LINK)
    except links.BadLink as error:
        raise DomainError("kiosk_over") from error
    rows = Register.objects.select_related("session__activity", "session__centre", "session__venue")
    found = rows.filter(kiosk_key=key).first()
    if found is None or found.session.is_cancelled or (now or clock.now()) >= found.session.ends_at + OPEN_AFTER:
        raise DomainError("kiosk_over")
    return Kiosk(token, found.session)


def expected(kiosk: Kiosk, booking: uuid.UUID) -> Booking | None:
    """The place of somebody who may check in here. One query."""
    return next((row for row in _expected(kiosk) if row.public_id == booking), None)


def _expected(kiosk: Kiosk) -> list[Booking]:
    """Who may check in. Who waits for a place asks the host."""
    rows = kiosk.session.bookings.active().exclude(state=BookingState.WAITLISTED)
    return list(rows.select_related("person").order_by("person__search_name", "pk"))


def called(kiosk: Kiosk, typed: str) -> list[Booking]:
    """Whose first name begins like this; "maria s" narrows it down. Nobody where it could be too many people, or where
    the group is sensitive."""
    wanted = fold(typed).replace(".", "").split()
    if kiosk.asks_for_digits or not wanted:
        return []
    found = [row for row in _expected(kiosk) if _begins(row.person.search_name.split(), wanted)]
    return found if len(found) <= MOST_NAMES else []


def _begins(name: list[str], wanted: list[str]) -> bool:
    """Each typed word begins the word of the name that stands there; the last word may stand for the surname."""
    if not name or len(wanted) > len(name) or not name[0].startswith(wanted[0]):
        return False
    return len(wanted) == 1 or name[-1].startswith(wanted[-1])


def by_digits(kiosk: Kiosk, typed: str, *, now: datetime | None = None) -> Booking | None:
    """Whose code this is, or whose number ends like this. None too where it could be two people: then nobody learns
    that the other one comes. Raises `DomainError("too_many_tries")` where somebody seems to be guessing.
    """
    now = now or clock.now()
    wrong = Try("kiosk", str(kiosk.session.pk), WRONG_TRIES, WRONG_FOR)
    if Attempt.objects.filter(key=wrong.key, at__gt=now - wrong.per).count() >= wrong.limit:
        raise DomainError(wrong.code)
    found = _with_digits(kiosk, re.sub(r"\D", "", typed))
    if found is None:
        throttle.allow(wrong, now=now)
    return found


def _with_digits(kiosk: Kiosk, digits: str) -> Booking | None:
    """Two queries."""
    if len(digits) < LAST_DIGITS:
        return None
    expected = _expected(kiosk)
    people = {row.person_id for row in expected}
    ending = ContactPoint.objects.filter(person__in=people, value__startswith="+", value__endswith=digits)
    reached = set(ending.values_list("person_id", flat=True))
    found = [row for row in expected if row.check_in_code == digits or row.person_id in reached]
    return found[0] if len(found) == 1 else None


@transaction.atomic
def check_in(kiosk: Kiosk, booking: Booking, *, now: datetime | None = None) -> Booking:
    """Mark that somebody is there: late, once it began a quarter of an hour ago. Said twice, it is marked once.

    Raises `DomainError("not_on_list")` for a place at another session, one that was given back, or a wait.
    """
    now = now or clock.now()
    locked = seats.lock(kiosk.session.pk)
    row = kiosk.session.bookings.active().filter(pk=booking.pk).first()
    if row is None or row.state == BookingState.WAITLISTED:
        raise DomainError("not_on_list")
    if row.attendance in WAS_THERE:
        return row
    if row.state != BookingState.CONFIRMED:
        states.bookings.move(row, "admit", by=kiosk.actor, offer_until=None)
        seats.recount(locked)
    is_late = now > locked.starts_at + LATE_AFTER
    attendance = Attendance.LATE if is_late else Attendance.CAME
    return registers.note_mark(row, attendance, by=kiosk.actor, at=now, is_kiosk=True)
