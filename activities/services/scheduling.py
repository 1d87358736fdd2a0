"""From a schedule to sessions: the preview that people see, and the rows that come of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.conf import settings
from django.db import transaction

from activities import schedules
from activities.models import Activity, Booking, Session, SessionState
from activities.models.details import GroupDetails
from activities.schedules import Slot
from activities.services import enrolments, seats, sessions
from centres.services.closures import ClosedDay, closed_days
from core import audit, clock
from core.actors import SYSTEM, Actor


@dataclass(frozen=True)
class PlannedDate:
    """One date that a schedule asks for: whether it will be skipped, and who is in the room already."""

    slot: Slot
    closed: ClosedDay | None
    skipped: bool
    clash: Session | None


def slots(details: GroupDetails, *, since: date, until: date) -> Iterator[Slot]:
    """The dates that the rule asks for, closed days included; none while the schedule is incomplete."""
    if details.start_date is None or details.start_time is None or details.minutes is None:
        return
    end = min(until, details.last_date) if details.last_date else until
    for day in schedules.dates(details.rule, first=details.start_date, since=since, until=end):
        yield schedules.slot(day, details.start_time, details.minutes, details.centre.zone)


def is_skipped(details: GroupDetails, closed: ClosedDay | None) -> bool:
    """The centre's own closures always; statutory holidays where the group skips them."""
    return closed is not None and (details.skip_holidays or not closed.is_holiday)


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
        found[centre.pk] = closed_days(centre, min(days), max(days))
    return found


def _taken(wanted: list[tuple[GroupDetails, list[Slot]]]) -> dict[int, list[Session]]:
    """What is planned in each of the rooms on or near the wanted days, soonest first. One query."""
    rooms = {details.venue_id for details, _slots in wanted if details.venue_id}
    # A session that began up to two days earlier may still be going on (`session.LONGEST`).
    near = {slot.day + timedelta(days=back) for _details, dates in wanted for slot in dates for back in (-2, -1, 0, 1)}
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
        [
            PlannedDate(
                slot=slot,
                closed=(why := closed[details.centre_id].get(slot.day)),
                skipped=is_skipped(details, why),
                clash=_first_clash(slot, taken.get(details.venue_id or 0, [])),
            )
            for slot in dates
        ]
        for details, dates in wanted
    ]


def preview(details: GroupDetails, *, now: datetime, count: int = 6) -> list[PlannedDate]:
    """The next `count` dates of one schedule. At most two queries."""
    return previews([details], now=now, count=count)[0]


@dataclass
class Materialised:
    """What one run did to an activity's sessions."""

    created: int = 0
    moved: int = 0
    deleted: int = 0
    cancelled: int = 0
    filled: int = 0  # places booked for those who come every time


@transaction.atomic
def materialise(
    *, activity: Activity, by: Actor, until: date | None = None, now: datetime | None = None
) -> Materialised:
    """Bring an activity's future sessions in line with its schedule, up to `until` (default: the horizon).

    Idempotent: a second run changes nothing. Creates the missing; gives a row that the rule still wants the rule's
    time; a vanished date is deleted where nobody ever booked and cancelled with notice otherwise. The past, cancelled
    dates and dates edited by hand are never touched. Lock order: the activity, then its sessions.
    """
    now = now or clock.now()
    locked = seats.lock_group(activity.pk)
    today = now.astimezone(locked.centre.zone).date()
    until = until or today + timedelta(weeks=settings.SESSION_HORIZON_WEEKS)
    wanted = _wanted(locked, today, until, now)
    rows = {row.original_date: row for row in locked.sessions.filter(original_date__gte=today)}
    done = Materialised()
    _create([slot for day, slot in wanted.items() if day not in rows], locked, now, done)
    for day, row in rows.items():
        if row.edited_by_hand or row.state == SessionState.CANCELLED or row.starts_at <= now:
            continue
        if day not in wanted:
            if day <= until:
                _remove(row, by, done)
        elif (row.starts_at, row.ends_at) != (wanted[day].starts_at, wanted[day].ends_at):
            row.centre = locked.centre
            sessions.retime(row, wanted[day], now=now)
            done.moved += 1
    done.filled = enrolments.fill(locked, now=now)
    if done != Materialised():
        audit.record("activity.materialised", by=by, subject=locked, **vars(done))
    return done


def _wanted(activity: Activity, today: date, until: date, now: datetime) -> dict[date, Slot]:
    """The open dates that the rule asks for and that have not begun, by day."""
    closed = closed_days(activity.centre, today, until)
    return {
        slot.day: slot
        for slot in slots(activity, since=today, until=until)
        if slot.starts_at > now and not is_skipped(activity, closed.get(slot.day))
    }


def _create(missing: list[Slot], activity: Activity, now: datetime, done: Materialised) -> None:
    Session.objects.bulk_create(
        Session(
            activity=activity,
            centre_id=activity.centre_id,
            venue_id=activity.venue_id,
            capacity=activity.capacity,
            original_date=slot.day,
            day=slot.day,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            modified_at=now,
        )
        for slot in missing
    )
    done.created += len(missing)


def _remove(row: Session, by: Actor, done: Materialised) -> None:
    """Under the date's lock, so that nobody books it between the look and the deed."""
    locked = seats.lock(row.pk)
    if locked.is_cancelled:  # a coordinator was faster
        return
    if Booking.objects.filter(session=locked).exists():
        sessions.cancel(locked, by=by)
        done.cancelled += 1
    else:
        locked.delete()
        done.deleted += 1


def materialise_all(*, now: datetime) -> int:
    """The nightly run: extend every published activity to the horizon. Returns how many sessions it made."""
    made = 0
    for activity in Activity.objects.published().iterator():
        made += materialise(activity=activity, by=SYSTEM, now=now).created
    return made
