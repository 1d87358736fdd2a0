"""Whom a change of one date touches, and how each of them can be told. Asked before anything happens."""

from dataclasses import dataclass
from functools import cached_property

from activities.models import Booking, Session
from notifications.services.calls import WRITTEN
from people.models import ContactPoint


@dataclass(frozen=True)
class Reach:
    """One person with a place, a wait or an offer at the date."""

    booking: Booking
    contact_points: list[ContactPoint]

    @property
    def is_written_to(self) -> bool:
        """Whether a text or an e-mail can reach them; else somebody has to call."""
        return any(point.kind in WRITTEN for point in self.contact_points)


@dataclass(frozen=True)
class Impact:
    """Everybody whom it touches, by name."""

    reaches: list[Reach]

    @cached_property
    def to_call(self) -> list[Reach]:
        return [reach for reach in self.reaches if not reach.is_written_to]


def of(session: Session) -> Impact:
    """Two queries, however many people."""
    rows = session.bookings.active().select_related("person").prefetch_related("person__contact_points")
    rows = rows.order_by("person__search_name", "pk")
    return Impact([Reach(row, list(row.person.contact_points.all())) for row in rows])
