"""Seats that are free so late that nobody is offered them any more: staff go down the list with the telephone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch

from activities.choices import JoinMode
from activities.models import Booking, Session
from activities.services import waiting
from centres.models import Centre
from centres.models.centre import LastHours
from core.actors import Actor
from notifications.models import Call
from people.locks import veil
from people.models.lockbox import noting


@dataclass(frozen=True)
class FreeSoon:
    """A date with free seats, and who waits for them and may be called, in order; each with `person.tries`, today's
    calls."""

    session: Session
    waiting: list[Booking]


def to_give(centre: Centre, *, by: Actor, now: datetime) -> list[FreeSoon]:
    """The dates within the centre's last hours that have a seat for somebody who waits. Who is locked from `by` keeps
    their turn without a name: somebody else calls them. Four queries, or none."""
    if centre.last_hours_rule != LastHours.CALL_LIST:
        return []
    until = now + timedelta(hours=centre.last_hours)
    soon = waiting.with_free_seats(now).filter(centre=centre, starts_at__lte=until)
    tries = Call.objects.filter(at__gte=now - timedelta(days=1), centre=centre).order_by("at")
    people = (
        noting(Booking.objects.all(), by)
        .waiting()
        .exclude(person__preferences__do_not_contact=True)
        .select_related("person")
        .prefetch_related("person__contact_points", Prefetch("person__calls", queryset=tries, to_attr="tries"))
    )
    rows = soon.exclude(activity__join_mode=JoinMode.COURSE).with_place().order_by("starts_at", "pk")
    found = rows.prefetch_related(Prefetch("bookings", queryset=people, to_attr="in_line"))
    return [FreeSoon(session, veil(_fitting(session))) for session in found if _fitting(session)]


def _fitting(session: Session) -> list[Booking]:
    """A party too large for what is free is not called."""
    left = session.seats_left
    return [row for row in session.in_line if left is None or row.seats <= left]  # type: ignore[attr-defined]
