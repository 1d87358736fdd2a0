"""Whom a change of a date or a group touches, and how each can be told. Asked before anything happens."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from activities.models import Activity, Booking, Session, SessionState
from activities.models.booking import BookingQuerySet
from notifications.services.calls import takes_writing
from people.models import ContactPoint


@dataclass(frozen=True)
class Reach:
    """One person with a place, a wait or an offer at the date."""

    booking: Booking
    contact_points: list[ContactPoint]

    @property
    def is_written_to(self) -> bool:
        """Whether a text or an e-mail can reach them; else somebody has to call."""
        return any(map(takes_writing, self.contact_points))


@dataclass(frozen=True)
class Impact:
    """Everybody whom it touches, by name."""

    reaches: list[Reach]

    @cached_property
    def to_call(self) -> list[Reach]:
        return [reach for reach in self.reaches if not reach.is_written_to]


def of(session: Session) -> Impact:
    """Everybody at one date. Two queries, however many people."""
    return _impact(session.bookings.active())


def of_group(activity: Activity, *, now: datetime) -> Impact:
    """Everybody at the coming dates of a group, each once, with their first date. Two queries."""
    ahead = Booking.objects.active().filter(session__activity=activity, session__starts_at__gt=now)
    return _impact(ahead.filter(session__state=SessionState.SCHEDULED))


def _impact(rows: BookingQuerySet) -> Impact:
    rows = rows.select_related("person", "session").prefetch_related("person__contact_points")
    first: dict[int, Booking] = {}
    for row in rows.order_by("person__search_name", "session__starts_at", "pk"):
        first.setdefault(row.person_id, row)
    return Impact([Reach(row, list(row.person.contact_points.all())) for row in first.values()])
