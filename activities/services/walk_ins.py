"""People who come without signing up: found among those who were in the group before, or new."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from activities.models import Attendance, Booking, Session
from activities.services import bookings, register, seats
from core import phones
from core.actors import Actor, Channel
from core.errors import DomainError
from core.text import fold
from people.models import Person
from people.models.lockbox import open_to
from people.services import persons

MOST_CANDIDATES = 6
KNOWN_FOR = timedelta(days=365)  # who came last so long ago is not proposed


def candidates(
    session: Session, *, name: str, number: str = "", by: Actor, now: datetime | None = None
) -> list[Booking]:
    """The newest place in this group of everybody who could be meant, with the person loaded. One query.

    A leader cannot look people up: only somebody who had a place in this very group is proposed, by their first name
    (and as much of the rest as was typed), or by a number that is theirs. Raises as `register.check_open` does.
    """
    register.check_open(session, by=by, now=now)
    wanted = _words(name)
    meant = Q(person__search_name__startswith=wanted[0]) if wanted else Q(pk=None)
    if stored := _stored(number):
        meant |= Q(person__contact_points__value=stored)
    rows = (
        Booking.objects.active()
        .filter(meant, session__activity=session.activity_id, session__starts_at__gt=session.starts_at - KNOWN_FOR)
        .filter(open_to(by), person__erased_at=None, person__merged_into=None)
        .select_related("person")
        .prefetch_related("person__contact_points")
        .order_by("-session__starts_at", "-pk")
    )
    newest: dict[int, Booking] = {}
    for row in rows[:200]:
        if _fits(row.person, wanted) or (stored and _has(row.person, stored)):
            newest.setdefault(row.person_id, row)
    return list(newest.values())[:MOST_CANDIDATES]


def _words(name: str) -> list[str]:
    return fold(name).replace(".", "").split()


def _stored(number: str) -> str:
    try:
        return phones.to_e164(number) if number.strip() else ""
    except phones.NotAPhone:
        return ""


def _has(person: Person, stored: str) -> bool:
    return any(point.value == stored for point in person.contact_points.all())


def _fits(person: Person, wanted: list[str]) -> bool:
    """ "Maria" and "maria s." mean Maria Santos; "Mari" means nobody: a first name is typed out."""
    have = person.search_name.split()
    if not wanted or not have or have[0] != wanted[0] or len(wanted) > len(have):
        return False
    return all(there.startswith(typed) for typed, there in zip(wanted[1:], have[1:], strict=False))


def key_for(session: Session, key: uuid.UUID) -> uuid.UUID:
    """A form's key is good for one date, as on the sign-up form."""
    return uuid.uuid5(session.public_id, str(key))


def is_added(session: Session, request_key: uuid.UUID) -> bool:
    """Whether the form of this key was taken already."""
    return Booking.objects.filter(request_key=request_key, session=session).exists()


@transaction.atomic
def add(
    session: Session,
    *,
    by: Actor,
    name: str = "",
    number: str = "",
    known_as: uuid.UUID | None = None,
    request_key: uuid.UUID | None = None,
    tapped_at: datetime | None = None,
    now: datetime | None = None,
) -> Booking:
    """Add somebody who came without signing up, and mark them as there.

    `known_as` names one of the `candidates` by their earlier place; without it somebody new is written down. The same
    `request_key` again answers with the same booking: a form sent twice adds one person. Raises
    `DomainError("name_needed")`, and as `register.check_open` and `persons.register` do.
    """
    register.open_for(session, by=by, now=now)
    if not name.strip():
        raise DomainError("name_needed")
    seats.lock(session.pk)
    made = Booking.objects.filter(request_key=request_key, session=session) if request_key else Booking.objects.none()
    if booking := made.first():
        return booking
    person = _known(session, known_as, name=name, number=number, by=by, now=now) if known_as else None
    if person is None:
        language = session.centre.language
        person = persons.register(name=name.strip(), centre=session.centre, language=language, contact=number, by=by)
    booking = bookings.book(
        session=session, person=person, channel=Channel.WALK_IN, by=by, request_key=request_key, now=now
    )
    return register.mark(booking, attendance=Attendance.CAME, by=by, tapped_at=tapped_at, now=now)


def _known(session: Session, known_as: uuid.UUID, *, by: Actor, **typed: Any) -> Person:
    """Whom the leader has chosen: one of those who were proposed, and nobody else."""
    for candidate in candidates(session, by=by, **typed):
        if candidate.public_id == known_as:
            return candidate.person
    raise DomainError("not_one_of_these")
