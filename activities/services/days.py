"""The dates that leaders and staff look after: the coming ones, today's, and those whose register is still open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from activities.models import BookingState, Session
from activities.models.session import SessionQuerySet
from centres.models import Centre

LEFT_OPEN_FOR = timedelta(days=7)  # longer than this nobody is reminded of an open register
MOST_COMING = 6
LATELY = timedelta(days=28)
MOST_LATELY = 12


@dataclass(frozen=True)
class Days:
    """Sessions with `coming`, the seats of those who have a place."""

    sessions: list[Session]
    left_open: list[Session]


def _counted(sessions: SessionQuerySet) -> SessionQuerySet:
    confirmed = Q(bookings__state=BookingState.CONFIRMED)
    return sessions.with_place().annotate(coming=Coalesce(Sum("bookings__seats", filter=confirmed), 0))


def _left_open(sessions: SessionQuerySet, now: datetime) -> list[Session]:
    over = sessions.scheduled().filter(ends_at__lte=now, ends_at__gt=now - LEFT_OPEN_FOR)
    return list(_counted(over).filter(register__closed_at=None).order_by("starts_at", "pk"))


def led_by(person_id: int | None, *, now: datetime) -> Days:
    """What somebody leads: the next dates, and those to finish. Two queries."""
    mine = Session.objects.all().led_by(person_id)
    coming = _counted(mine.scheduled().upcoming(now))[:MOST_COMING]
    return Days(list(coming), _left_open(mine, now))


def led_lately(person_id: int | None, *, now: datetime) -> list[Session]:
    """What somebody leads and has just held, or holds next: newest first. One query."""
    mine = Session.objects.all().led_by(person_id)
    near = mine.scheduled().filter(starts_at__gt=now - LATELY, starts_at__lt=now + timedelta(days=1))
    return list(near.with_place().order_by("-starts_at", "-pk")[:MOST_LATELY])


def today_at(centre: Centre, *, now: datetime) -> list[Session]:
    """Today's dates of a centre, by its own clock. One query."""
    today = now.astimezone(centre.zone).date()
    return list(_counted(Session.objects.filter(centre=centre).without_drafts().between(today, today)))
