"""The dates that leaders and staff look after: the coming ones, today's, and those whose register is still open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from activities.models import Activity, BookingState, Session
from activities.models.session import SessionQuerySet
from centres.models import Centre
from champions.models import Champion

LEFT_OPEN_FOR = timedelta(days=7)  # longer than this nobody is reminded of an open register
MOST_COMING = 6
LATELY = timedelta(days=28)
MOST_LATELY = 12
MOST_OF_GROUP = 12


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
    """What somebody leads as an active champion: the next dates, and those to finish. Two queries. Of a coming date
    `leads_group` says whether the whole group is theirs: not where they stand in."""
    mine = Session.objects.all().kept_by(person_id)
    active = Champion.objects.active().filter(person=person_id, activities=OuterRef("activity"))
    coming = _counted(mine.scheduled().upcoming(now)).annotate(leads_group=Exists(active))
    coming = coming.select_related("activity", "centre", "venue", "substitute__person")
    return Days(list(coming[:MOST_COMING]), _left_open(mine, now))


def of_group(activity: Activity, *, now: datetime) -> list[Session]:
    """The next dates of a group for its leaders, those that are off included. One query."""
    coming = _counted(activity.sessions.upcoming(now))
    return list(coming.select_related("activity", "centre", "venue", "substitute__person")[:MOST_OF_GROUP])


def led_lately(person_id: int | None, *, now: datetime) -> list[Session]:
    """What somebody leads and has just held, or holds next: newest first. One query."""
    mine = Session.objects.all().kept_by(person_id)
    near = mine.scheduled().filter(starts_at__gt=now - LATELY, starts_at__lt=now + timedelta(days=1))
    return list(near.with_place().order_by("-starts_at", "-pk")[:MOST_LATELY])


def today_at(centre: Centre, *, now: datetime) -> list[Session]:
    """Today's dates of a centre, by its own clock. One query."""
    today = now.astimezone(centre.zone).date()
    return list(_counted(Session.objects.filter(centre=centre).without_drafts().between(today, today)))
