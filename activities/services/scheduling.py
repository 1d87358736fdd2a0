"""Bringing a group's dates in line with its timetable: every night, and whenever somebody changes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from activities import search
from activities.models import Activity, Booking, Session
from activities.models.details import WORD_FIELDS
from activities.services import enrolments, plans, seats, sessions, timetable
from activities.services.plans import Kind, Plan, Step
from activities.services.telling import News, tell_each
from activities.services.timetable import LEADERS, Timetable, Wanted
from centres.models import Centre
from core import audit, clock
from core.actors import SYSTEM, Actor


@dataclass
class Materialised:
    """What one run did to an activity's sessions."""

    created: int = 0
    moved: int = 0  # another time, place or day
    deleted: int = 0
    cancelled: int = 0
    filled: int = 0  # places booked for those who come every time
    resized: int = 0
    reinstated: int = 0


def horizon(activity: Activity, now: datetime) -> date:
    """Until when there are dates. Needs `centre` loaded."""
    return horizon_of(activity.centre, now)


def horizon_of(centre: Centre, now: datetime) -> date:
    return now.astimezone(centre.zone).date() + timedelta(weeks=settings.SESSION_HORIZON_WEEKS)


@transaction.atomic
def materialise(
    *, activity: Activity, by: Actor, until: date | None = None, now: datetime | None = None
) -> Materialised:
    """Bring an activity's future dates in line with its timetable, up to `until` (default: the horizon).

    Idempotent: a second run changes nothing. A date that vanishes is deleted where nobody ever booked and called off
    with notice otherwise; what somebody changed by hand at one date is kept (`plans`). Lock order: the activity, then
    its sessions.
    """
    now = now or clock.now()
    locked = seats.lock_group(activity.pk)
    found = begin(locked, timetable.of(locked), now=now)
    plan = plans.make(locked, found, until=until or horizon(locked, now), now=now)
    return carry_out(plan, locked, by=by, now=now)


def begin(locked: Activity, found: Timetable, *, now: datetime) -> Timetable:
    """Write what has begun into the activity; returns what is still to come. Needs the activity's lock."""
    today = now.astimezone(locked.centre.zone).date()
    due = [one for one in found.changes if one.since <= today]
    if not due:
        return found
    leaders = found.leaders_from(today)
    for name, value in {name: value for one in due for name, value in one.values.items() if name != LEADERS}.items():
        setattr(locked, name, value)
    if any(name in WORD_FIELDS or name == "venue" for one in due for name in one.values):
        search.fill(locked)
    locked.modified_at = now
    locked.save()
    if leaders is not None:
        locked.leaders.set(leaders)
    rest = Timetable(locked, [one for one in found.changes if one.since > today], found.pauses)
    timetable.store(rest, locked)
    return rest


def carry_out(plan: Plan, locked: Activity, *, by: Actor, now: datetime) -> Materialised:
    """Do what the plan says, and owe everybody whom it touches one message. Needs the activity's lock."""
    done = Materialised()
    _create(plan.appear, locked, now, done)
    news: list[News] = []
    # All locks first, and the deeds then in the order of the days.
    dates = seats.lock_dates(locked, now=now) if plan.steps else {}
    for step in plan.steps:
        row = dates.get(step.session.pk)
        if row and row.revision == step.session.revision:  # else somebody was faster; the next run looks again
            news += _do(row, step, by, now, done)
    tell_each(news, now=now)
    done.filled = enrolments.fill(locked, now=now)
    if done != Materialised():
        audit.record("activity.materialised", by=by, subject=locked, **vars(done))
    return done


def _create(missing: Iterable[Wanted], activity: Activity, now: datetime, done: Materialised) -> None:
    made = Session.objects.bulk_create(
        Session(
            activity=activity,
            centre_id=activity.centre_id,
            venue_id=one.venue_id,
            capacity=one.capacity,
            original_date=one.original,
            day=one.slot.day,
            starts_at=one.slot.starts_at,
            ends_at=one.slot.ends_at,
            modified_at=now,
        )
        for one in missing
    )
    done.created += len(made)


def _do(row: Session, step: Step, by: Actor, now: datetime, done: Materialised) -> list[News]:
    if step.wanted is None:
        return _go(row, by, now, done)
    if step.kind == Kind.BACK:
        sessions.reinstate(row, by=by, by_schedule=True, now=now)
        done.reinstated += 1
        return _change(seats.lock(row.pk), step.wanted, "dates-changed", by, now)
    if step.is_seen or step.kind == Kind.ALONG:
        done.moved += 1
        news = _change(row, step.wanted, "session-moved", by, now)
        return news if step.is_seen else []
    sessions.fit_to(row, step.wanted.capacity, by=by, now=now)
    done.resized += 1
    return []


def _change(row: Session, wanted: Wanted, slug: str, by: Actor, now: datetime) -> list[News]:
    """Another time or place, with the seats that go with it."""
    was = row.starts_at
    sessions.retime(row, wanted.slot, venue_id=wanted.venue_id, original=wanted.original, now=now)
    sessions.fit_to(row, wanted.capacity, by=by, now=now)
    return News.of(row, slug, key=str(row.revision), near=min(was, row.starts_at))


def _go(row: Session, by: Actor, now: datetime, done: Materialised) -> list[News]:
    """Under the date's lock: somebody may have booked since the plan was made. What was made by hand may come back."""
    if not (row.is_by_hand or Booking.objects.filter(session=row).exists()):
        row.delete()
        done.deleted += 1
        return []
    sessions.cancel(row, by=by, quiet=True, dropped=True, now=now)
    done.cancelled += 1
    return News.of(row, "session-cancelled", key=str(row.revision), near=row.starts_at)


def materialise_all(*, now: datetime) -> int:
    """The nightly run: extend every published activity to the horizon. Returns how many sessions it made."""
    made = 0
    for activity in Activity.objects.published().iterator():
        made += materialise(activity=activity, by=SYSTEM, now=now).created
    return made
