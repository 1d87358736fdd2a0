"""A week at a centre, day by day: what staff look at in the morning, before the doors open."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q

from activities.models import Booking, Session
from activities.models.session import SessionQuerySet
from activities.services.phone import with_waiting
from centres.models import Centre
from champions.models import Champion
from core.actors import Actor
from people.models.lockbox import open_to

DAYS = 7


@dataclass(frozen=True)
class Day:
    """One day, with its sessions: `waiting`, and in `to_mind` the places that ask something of staff."""

    day: date
    sessions: list[Session] = field(default_factory=list)


def of(centre: Centre, first: date, *, by: Actor) -> list[Day]:
    """Seven days from `first` on, without the needs of who is locked from the reader. Four queries, however many
    sessions and people."""
    days = [Day(first + timedelta(days=number)) for number in range(DAYS)]
    by_day = {one.day: one for one in days}
    here = Session.objects.filter(centre=centre).without_drafts().between(first, days[-1].day)
    for session in _rows(here, by):
        by_day[session.day].sessions.append(session)
    return days


def _rows(sessions: SessionQuerySet, by: Actor) -> SessionQuerySet:
    leaders = Champion.objects.select_related("person").order_by("person__search_name", "pk")
    asks = Q(wants_lift=True) | ~Q(access_needs="") | ~Q(person__interpreter="")
    minded = (
        Booking.objects.active()
        .filter(asks, open_to(by))
        .select_related("person")
        .order_by("person__search_name", "pk")
    )
    rows = with_waiting(sessions).with_place().select_related("register").order_by("starts_at", "pk")
    return rows.prefetch_related(
        Prefetch("activity__leaders", queryset=leaders), Prefetch("bookings", queryset=minded, to_attr="to_mind")
    )


def lifts(centre: Centre, *, by: Actor, now: datetime) -> list[Booking]:
    """Who asked for a lift in the next seven days, soonest first. Two queries."""
    rows = Booking.objects.active().filter(
        open_to(by),
        wants_lift=True,
        session__centre=centre,
        session__state="scheduled",
        session__starts_at__gt=now,
        session__starts_at__lte=now + timedelta(days=DAYS),
    )
    rows = rows.select_related("session__activity", "session__centre", "session__venue", "person")
    return list(rows.prefetch_related("person__contact_points").order_by("session__starts_at", "created_at", "pk"))
