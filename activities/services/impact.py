"""Whom a change of a date or a group touches, and how each can be told. Asked before anything happens."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from activities.models import Activity, Booking, Session, SessionState
from activities.models.booking import BookingQuerySet
from activities.notices import is_soon
from core import clock
from core.actors import Actor
from notifications.services import reach
from people.locks import veil
from people.models.lockbox import noting
from people.services import numbers


@dataclass(frozen=True)
class Reach:
    """One person with a place, a wait or an offer at the date."""

    booking: Booking
    is_told: bool  # in time, by e-mail, text or automatic call; else somebody has to call


@dataclass(frozen=True)
class Impact:
    """Everybody whom it touches, by name."""

    reaches: list[Reach]

    @cached_property
    def to_call(self) -> list[Reach]:
        return [one for one in self.reaches if not one.is_told]


def of(session: Session, *, by: Actor, now: datetime | None = None) -> Impact:
    """Everybody at one date. Three queries, however many people."""
    return _impact(session.bookings.active(), by, now or clock.now())


def of_bookings(ids: Collection[int], *, by: Actor, now: datetime) -> Impact:
    """Everybody with one of these places, each once, with the first of them. Three queries."""
    return _impact(Booking.objects.active().filter(pk__in=ids), by, now)


def of_group(activity: Activity, *, by: Actor, now: datetime) -> Impact:
    """Everybody at the coming dates of a group, each once, with their first date. Three queries."""
    ahead = Booking.objects.active().filter(session__activity=activity, session__starts_at__gt=now)
    return _impact(ahead.filter(session__state=SessionState.SCHEDULED), by, now)


def _impact(rows: BookingQuerySet, by: Actor, now: datetime) -> Impact:
    """Who is locked from `by` counts, and is called by somebody else."""
    rows = noting(rows, by).select_related("person", "session").prefetch_related("person__contact_points")
    first: dict[int, Booking] = {}
    for row in rows.order_by("person__search_name", "session__starts_at", "pk"):
        first.setdefault(row.person_id, row)
    points = {person_id: list(row.person.contact_points.all()) for person_id, row in first.items()}
    stopped = numbers.stopped(point.value for own in points.values() for point in own)

    def is_told(row: Booking) -> bool:
        at_once = is_soon(row.session.starts_at, now)
        return any(reach.is_reached(point, stopped, at_once=at_once) for point in points[row.person_id])

    reaches = [Reach(row, is_told(row)) for row in first.values()]
    veil(first.values())
    return Impact(reaches)
