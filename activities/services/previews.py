"""The next dates of a schedule, before it is on the site: what people see who propose a group, or review it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from activities.models import Session
from activities.models.details import GroupDetails
from activities.schedules import Slot
from activities.services.timetable import FURTHEST, is_skipped, open_slot, slots
from centres.services.closures import ClosedDay, closed_days


@dataclass(frozen=True)
class PlannedDate:
    """One date that a schedule asks for: whether it will be skipped, and who is in the room already.

    `slot` is where it will be: on the next open day, where the group gives way to holidays.
    """

    slot: Slot
    closed: ClosedDay | None
    skipped: bool
    clash: Session | None


def _coming(details: GroupDetails, now: datetime, count: int) -> list[Slot]:
    """The next dates of a schedule that have not begun.

    Looks two years ahead, so that "every fifth Tuesday" is seen.
    """
    today = now.astimezone(details.centre.zone).date()
    ahead = (s for s in slots(details, since=today, until=today + timedelta(days=730)) if s.starts_at > now)
    return list(islice(ahead, count))


def _closed(wanted: list[tuple[GroupDetails, list[Slot]]]) -> dict[int, dict[date, ClosedDay]]:
    """The closed days of each centre over all the wanted dates. One query a centre."""
    found = {}
    for centre in {details.centre_id: details.centre for details, _slots in wanted}.values():
        days = [slot.day for details, dates in wanted if details.centre_id == centre.pk for slot in dates]
        found[centre.pk] = closed_days(centre, min(days), max(days) + FURTHEST)
    return found


def _taken(wanted: list[tuple[GroupDetails, list[Slot]]]) -> dict[int, list[Session]]:
    """What is planned in each of the rooms on or near the wanted days, soonest first. One query."""
    rooms = {details.venue_id for details, _slots in wanted if details.venue_id}
    # A session that began up to two days earlier may still be going on (`session.LONGEST`).
    # … and a holiday may move a date on.
    spread = range(-2, FURTHEST.days + 2)
    near = {slot.day + timedelta(days=back) for _details, dates in wanted for slot in dates for back in spread}
    found: dict[int, list[Session]] = {}
    if rooms:
        rows = Session.objects.scheduled().filter(venue__in=rooms, day__in=near)
        for row in rows.with_place().order_by("starts_at"):
            found.setdefault(row.venue_id, []).append(row)
    return found


def _first_clash(slot: Slot, rows: list[Session]) -> Session | None:
    return next((row for row in rows if row.starts_at < slot.ends_at and row.ends_at > slot.starts_at), None)


def previews(many: Iterable[GroupDetails], *, now: datetime, count: int = 6) -> list[list[PlannedDate]]:
    """The next `count` dates of each schedule, with what is odd about each; none while the schedule is incomplete.

    Needs `centre` loaded. One query for the rooms and one a centre for its closures, however many schedules.
    """
    wanted = [(details, _coming(details, now, count)) for details in many]
    dated = [(details, dates) for details, dates in wanted if dates]
    closed, taken = _closed(dated), _taken(dated)
    return [
        [_planned(details, slot, closed[details.centre_id], taken.get(details.venue_id or 0, [])) for slot in dates]
        for details, dates in wanted
    ]


def _planned(details: GroupDetails, slot: Slot, closed: dict[date, ClosedDay], taken: list[Session]) -> PlannedDate:
    there = open_slot(details, slot, closed) or slot
    why = closed.get(slot.day)
    return PlannedDate(
        slot=there,
        closed=why,
        skipped=is_skipped(details, why) and there == slot,
        clash=_first_clash(there, taken),
    )


def preview(details: GroupDetails, *, now: datetime, count: int = 6) -> list[PlannedDate]:
    """The next `count` dates of one schedule. At most two queries."""
    return previews([details], now=now, count=count)[0]
