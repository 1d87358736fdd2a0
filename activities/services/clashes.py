"""What else is on at the time: in the room, and with the same people in the lead."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from activities.models import Activity, Session
from activities.models.session import LONGEST, SessionQuerySet
from activities.services.timetable import Wanted
from champions.models import Champion


@dataclass(frozen=True)
class Clash:
    """Another date at the same time. `in_room`: in the same room; else a leader of ours leads there."""

    session: Session
    in_room: bool


def of(activity: Activity, wanted: Iterable[Wanted], leaders: Iterable[Champion]) -> dict[date, list[Clash]]:
    """What each of these dates of a group would meet with, by the rule's own date. Two queries; none without dates."""
    return _found(Session.objects.scheduled().exclude(activity=activity), list(wanted), leaders)


def of_date(session: Session, wanted: Wanted) -> list[Clash]:
    """What one date would meet with, other dates of its own group included. Two queries."""
    others = Session.objects.scheduled().exclude(pk=session.pk)
    return _found(others, [wanted], session.activity.leaders.all()).get(wanted.original, [])


def busy(champions: Collection[Champion], session: Session) -> set[int]:
    """Which of these champions, by id, lead or stand in somewhere else at the time of a date. Two queries."""
    ids = [champion.pk for champion in champions]
    others = Session.objects.scheduled().without_drafts().exclude(pk=session.pk)
    near = others.filter(starts_at__gt=session.starts_at - LONGEST, starts_at__lt=session.ends_at)
    near = near.filter(ends_at__gt=session.starts_at).order_by()
    standing_in = near.filter(substitute__in=ids).values_list("substitute", flat=True)
    leading = near.filter(substitute=None, activity__leaders__in=ids).values_list("activity__leaders", flat=True)
    return {*standing_in, *leading} & set(ids)


def _found(others: SessionQuerySet, wanted: list[Wanted], leaders: Iterable[Champion]) -> dict[date, list[Clash]]:
    if not wanted:
        return {}
    earliest = min(one.slot.starts_at for one in wanted) - LONGEST
    near = others.filter(starts_at__gt=earliest, starts_at__lt=max(one.slot.ends_at for one in wanted))
    near = near.with_place().order_by("starts_at", "pk")
    in_rooms = list(near.filter(venue__in={one.venue_id for one in wanted if one.venue_id}))
    led = list(_led(near, leaders))
    found = {}
    for one in wanted:
        rooms = [Clash(row, in_room=True) for row in in_rooms if row.venue_id == one.venue_id and _meet(row, one)]
        busy = [Clash(row, in_room=False) for row in led if _meet(row, one)]
        if rooms or busy:
            found[one.original] = rooms + busy
    return found


def _led(near: SessionQuerySet, leaders: Iterable[Champion]) -> SessionQuerySet:
    ours = [leader.pk for leader in leaders]
    return near.filter(Q(activity__leaders__in=ours) | Q(substitute__in=ours)).distinct()


def _meet(row: Session, one: Wanted) -> bool:
    return row.starts_at < one.slot.ends_at and row.ends_at > one.slot.starts_at
