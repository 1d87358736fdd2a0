"""One's own place: found by its signed link, or on *My page*."""

from datetime import datetime, timedelta
from uuid import UUID

from activities.models import Booking, BookingState
from activities.models.booking import BookingQuerySet
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
        .select_related("person", "session__activity", "session__centre", "session__venue")
        .with_position()
        .first()
    )


def holder(booking: Booking) -> Actor:
    """Whoever holds the link acts as the person whose place it is."""
    return person_actor(booking.person_id)


def coming_up(person_id: int, *, now: datetime) -> BookingQuerySet:
    """Somebody's places, offers and waits, soonest first. One query."""
    return Booking.objects.filter(person=person_id).coming_up(now).with_position()


def knows_where(booking: Booking) -> bool:
    """Whether the page tells where it is: of a sensitive group, only to those who have a place."""
    return not booking.session.activity.sensitive or booking.state == BookingState.CONFIRMED
