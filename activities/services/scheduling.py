"""From a schedule to sessions: the preview that people see, and the rows that come of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from activities import schedules
from activities.models import Activity, Booking, Session, SessionState
from activities.models.details import GroupDetails
from activities.schedules import Slot
from activities.services import sessions
from centres.models import Venue
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


def clashes(venue: Venue | None, wanted: list[Slot], *, besides: Activity | None = None) -> dict[date, Session]:
    """Which of the wanted dates find somebody in the room. One query."""
    if venue is None or not wanted:
        return {}
    taken = Session.objects.scheduled().filter(
        venue=venue, ends_at__gt=wanted[0].starts_at, starts_at__lt=wanted[-1].ends_at
    )
    if besides:
        taken = taken.exclude(activity=besides)
    rows = list(taken.with_place().order_by("starts_at"))
    return {
        slot.day: row
        for slot in wanted
        for row in rows
        if row.starts_at < slot.ends_at and row.ends_at > slot.starts_at
    }


def preview(details: GroupDetails, *, now: datetime, count: int = 6) -> list[PlannedDate]:
    """The next `count` dates of a schedule, with what is odd about each. At most two queries.

    Looks two years ahead, so that "every fifth Tuesday" is seen too. Answers with nothing while start date, time or
    length are missing.
    """
    today = now.astimezone(details.centre.zone).date()
    coming = (s for s in slots(details, since=today, until=today + timedelta(days=730)) if s.starts_at > now)
    wanted = [slot for slot, _ in zip(coming, range(count), strict=False)]
    if not wanted:
        return []
    closed = closed_days(details.centre, wanted[0].day, wanted[-1].day)
    taken = clashes(details.venue, wanted)
    return [
        PlannedDate(slot, closed.get(slot.day), is_skipped(details, closed.get(slot.day)), taken.get(slot.day))
        for slot in wanted
    ]


@dataclass
class Materialised:
    """What one run did to an activity's sessions."""

    created: int = 0
    moved: int = 0
    deleted: int = 0
    cancelled: int = 0


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
    locked = Activity.objects.select_for_update(of=("self",)).select_related("centre").get(pk=activity.pk)
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
            sessions.retime(row, wanted[day], now=now)
            done.moved += 1
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
    if Booking.objects.filter(session=row).exists():
        sessions.cancel(row, by=by)
        done.cancelled += 1
    else:
        row.delete()
        done.deleted += 1


def materialise_all(*, now: datetime) -> int:
    """The nightly run: extend every published activity to the horizon. Returns how many sessions it made."""
    made = 0
    for activity in Activity.objects.published().iterator():
        made += materialise(activity=activity, by=SYSTEM, now=now).created
    return made
