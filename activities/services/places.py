"""One's own place: found by its signed link, or on *My page*."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from activities.models import Booking, BookingState, EnrolmentState, SessionState
from activities.models.booking import ACTIVE, BookingQuerySet
from activities.notices import PLACE
from core import links
from core.actors import Actor, person_actor

# A link is made when somebody signs up, at most half a year ahead…
LINK_LASTS = timedelta(days=400)
# …and opens nothing any more once the day is a month past: an old message on a shared telephone tells nobody anything.
OPEN_AFTER_THE_DAY = timedelta(days=30)


def by_link(token: str, *, now: datetime) -> Booking | None:
    """The place of a signed link, with all that its page shows; None for a bad or an old link. One query."""
    try:
        public_id = UUID(links.read(PLACE, token, max_age=LINK_LASTS)[0])
    except (links.BadLink, ValueError, IndexError):
        return None
    return (
        Booking.objects.filter(
            public_id=public_id, session__ends_at__gt=now - OPEN_AFTER_THE_DAY, person__erased_at=None
        )
        .select_related("person", "enrolment", "session__activity", "session__centre", "session__venue")
        .with_position()
        .first()
    )


def holder(booking: Booking) -> Actor:
    """Whoever holds the link acts as the person whose place it is."""
    return person_actor(booking.person_id)


def mine(person_id: int, *, now: datetime) -> list[Booking]:
    """Somebody's places, offers and waits, soonest first, and the dates that they skip of what they come to every
    time. One query."""
    gave_back = Q(state=BookingState.CANCELLED, session__state=SessionState.SCHEDULED)
    skips = gave_back & Q(enrolment__state=EnrolmentState.ACTIVE)
    rows = _ahead(now).filter(Q(state__in=ACTIVE) | skips, person=person_id)
    return _one_for_each_date(rows)


def of_enrolment(enrolment_id: int, *, now: datetime) -> list[Booking]:
    """The coming dates of a standing place, soonest first: one row for each, skipped ones included. One query."""
    return _one_for_each_date(_ahead(now).filter(enrolment=enrolment_id, session__state=SessionState.SCHEDULED))


def _ahead(now: datetime) -> BookingQuerySet:
    rows: BookingQuerySet = Booking.objects.filter(session__ends_at__gt=now)
    related = rows.select_related("enrolment", "session__activity", "session__centre", "session__venue")
    return related.order_by("session__starts_at", "pk").with_position()


def _one_for_each_date(rows: Iterable[Booking]) -> list[Booking]:
    """Where somebody skipped a date and then came after all, what holds now."""
    latest: dict[int, Booking] = {}
    for row in rows:
        before = latest.get(row.session_id)
        if before is None or not before.is_active:
            latest[row.session_id] = row
    return list(latest.values())


def instead_of(booking: Booking) -> Booking | None:
    """What somebody has now at the date of a place that they gave back. One query."""
    here = Booking.objects.active().filter(session=booking.session_id, person=booking.person_id)
    return here.exclude(pk=booking.pk).first()


def comes_every_time(booking: Booking) -> bool:
    """Whether it is one date of a standing place, or of a course, that goes on. Needs `enrolment`."""
    return booking.enrolment is not None and booking.enrolment.state == EnrolmentState.ACTIVE


def is_skipped(booking: Booking) -> bool:
    """Whether it is a date that somebody leaves out of what they come to every time. Needs `enrolment`."""
    return booking.state == BookingState.CANCELLED and comes_every_time(booking)


def knows_where(booking: Booking) -> bool:
    """Whether the page tells where it is: of a sensitive group, only to those who have a place or need none."""
    return not booking.session.activity.sensitive or booking.state in {BookingState.CONFIRMED, BookingState.THINKING}
