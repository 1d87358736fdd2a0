"""What somebody can do by text and on the automatic line: the same as on the web, through the same doors."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from activities.choices import JoinMode
from activities.models import Activity, Booking, BookingState, Session
from activities.services import bookings, enrolments, places, signing_up
from activities.services.signing_up import Stranger, Wishes
from centres.models import Centre
from core.actors import Actor, Channel, person_actor
from core.errors import DomainError
from people.models import Person
from people.models.contact import ContactKind

WEEK = timedelta(days=7)
DATES_TO_CHOOSE = 3


@dataclass(frozen=True)
class WayIn:
    """One thing that a caller can choose: a date, or every date of a group (`every`)."""

    session: Session
    every: bool = False

    @property
    def is_full(self) -> bool:
        return self.session.is_full

    @property
    def plain(self) -> list[object]:
        """As it is kept between two turns."""
        return [self.session.pk, self.every]


def on_days(centre: Centre, first: date, last: date, *, now: datetime, most: int) -> list[Session]:
    """What a centre has on that anybody can join and hear of, soonest first; of a course its next date. One query.

    Sensitive groups are not read out, nor texted to a telephone that others may read: whoever looks for one has its
    code, or asks.
    """
    rows = (
        Session.public()
        .scheduled()
        .filter(centre=centre, day__gte=first, day__lte=last, starts_at__gt=now, activity__sensitive=False)
    )
    rows = rows.exclude(activity__join_mode=JoinMode.INVITATION).with_place().order_by("starts_at", "pk")
    kept: list[Session] = []
    for session in rows[: most * 5]:
        is_course = session.activity.join_mode == JoinMode.COURSE
        if not is_course or all(one.activity_id != session.activity_id for one in kept):
            kept.append(session)
    return kept[:most]


def by_code(code: str) -> Activity | None:
    """The published group with this join code. One query."""
    return Activity.public().select_related("centre", "venue").filter(join_code=code).first()


def ways_in(activity: Activity, *, now: datetime) -> list[WayIn]:
    """How one can join: the next dates; of a course all of them at once; of a standing group also every date.

    Raises `DomainError` where nobody can join by themselves.
    """
    if activity.join_mode == JoinMode.INVITATION:
        raise DomainError("sign_up_by_call")
    ahead = signing_up.coming_dates(activity, now=now)[:DATES_TO_CHOOSE]
    if not ahead:
        raise DomainError("no_dates_ahead")
    for session in ahead:
        session.activity = activity
    if activity.join_mode == JoinMode.COURSE:
        enrolments.check_open(activity, now=now)
        return [WayIn(ahead[0], every=True)]
    every = [WayIn(ahead[0], every=True)] if activity.join_mode == JoinMode.STANDING else []
    return [WayIn(session) for session in ahead] + every


def way_in(plain: Sequence[object], *, now: datetime) -> WayIn:
    """A way that was kept between two turns. Raises `DomainError` where the date is gone. One query."""
    session_id, every = plain
    session = Session.public().scheduled().filter(pk=session_id, starts_at__gt=now).with_place().first()
    if session is None:
        raise DomainError("session_over")
    return WayIn(session, bool(every))


def sign_up(
    way: WayIn, *, person: Person | None, stranger: Stranger | None, key: uuid.UUID, channel: Channel, now: datetime
) -> Booking:
    """A place for somebody whom we know, or for a `stranger`; the same `key` again, the same place. Whoever asks for
    what they are offered takes it.

    Raises as `signing_up.as_oneself` does.
    """
    wishes = Wishes(every_time=way.every)
    if person is None:
        if stranger is None:
            raise TypeError("either a person or a stranger")
        by = Actor(channel=channel)
        return signing_up.as_stranger(
            session=way.session, stranger=stranger, wishes=wishes, request_key=key, by=by, now=now
        )
    by = person_actor(person.pk, channel=channel)
    booking = signing_up.as_oneself(session=way.session, person=person, wishes=wishes, request_key=key, by=by, now=now)
    return say_yes(booking, channel=channel, now=now) if booking.state == BookingState.OFFERED else booking


def caller(name: str, number: str, kind: ContactKind, language: str) -> Stranger:
    """Somebody new, by what a telephone tells of them."""
    return Stranger(name=name, contact=number, contact_kind=kind, voicemail_ok=False, language=language)


def ahead(person_ids: Collection[int], *, now: datetime) -> list[Booking]:
    """What somebody with these records has ahead, soonest first; of what they come to every time the next date."""
    rows = (
        Booking.objects.filter(person__in=person_ids, session__starts_at__gt=now)
        .coming_up(now)
        .with_position()
        .select_related("session__activity", "session__centre", "session__venue", "enrolment", "person")
    )
    kept: list[Booking] = []
    for row in rows:
        every = row.enrolment_id is not None and places.comes_every_time(row)
        if not every or all(one.enrolment_id != row.enrolment_id for one in kept):
            kept.append(row)
    return kept


def mine(booking_id: object, person_ids: Collection[int], *, now: datetime) -> Booking:
    """One of them. Raises `DomainError` where it is none any more. One query."""
    found = next((row for row in ahead(person_ids, now=now) if row.pk == booking_id), None)
    if found is None:
        raise DomainError("booking_ended")
    return found


def facts(booking: Booking) -> dict[str, Any]:
    """What the words about a place need to know of it."""
    return {
        "booking": booking,
        "session": booking.session,
        "every": places.comes_every_time(booking),
        "position": getattr(booking, "position", 0),
    }


def say_yes(booking: Booking, *, channel: Channel, now: datetime) -> Booking:
    """Take what is offered, or a free seat; whoever has a place has said that they come. Raises `DomainError`."""
    if booking.state in {BookingState.CONFIRMED, BookingState.THINKING}:
        return booking
    return bookings.accept(booking, by=_themselves(booking, channel), now=now)


def say_no(booking: Booking, *, channel: Channel, now: datetime) -> Booking:
    """Give this one date back, without a message: they hear it at once. Raises `DomainError`."""
    return bookings.cancel(booking, by=_themselves(booking, channel), quiet=True, now=now)


def leave(booking: Booking, *, channel: Channel, now: datetime) -> Booking:
    """Come no more at all. Raises `DomainError`."""
    if booking.enrolment is None or not places.comes_every_time(booking):
        return say_no(booking, channel=channel, now=now)
    enrolments.end(booking.enrolment, by=_themselves(booking, channel), quiet=True, now=now)
    return booking


def _themselves(booking: Booking, channel: Channel) -> Actor:
    return person_actor(booking.person_id, channel=channel)


def needs_no_place(session: Session) -> bool:
    """Where one just comes."""
    return bool(session.activity.join_mode == JoinMode.DROP_IN)
