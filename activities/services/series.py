"""Changing a whole group, or all its dates from one on: shown first, and then done exactly as shown."""

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

from django.db import transaction

from activities.models import Activity, Pause
from activities.services import clearing, limits, plans, scheduling, seats, timetable
from activities.services.plans import Plan
from activities.services.scheduling import Materialised
from activities.services.timetable import LEADERS, Change, Timetable
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError

Edit = Callable[[Timetable, date], Timetable]  # from how it is stored, on a day, to how it shall be


def changing(change: Change) -> Edit:
    return lambda stored, today: stored.with_change(change, today=today)


def pausing(first: date, last: date | None) -> Edit:
    """No dates from `first` to `last`, both included; until further notice without `last`. Takes the place of every
    pause that it touches."""

    def edit(stored: Timetable, _today: date) -> Timetable:
        apart = [
            one
            for one in stored.pauses
            if (one.last_day and one.last_day < first) or (last is not None and one.first_day > last)
        ]
        return stored.with_pauses([*apart, Pause(first_day=first, last_day=last)])

    return edit


def resuming(back_on: date) -> Edit:
    """Back on that day, or on the first date after it: the pause that is on, or comes next, ends before."""

    def edit(stored: Timetable, today: date) -> Timetable:
        ahead = [one for one in stored.pauses if one.last_day is None or one.last_day >= today]
        others = [one for one in stored.pauses if one not in ahead[:1]]
        ended = [
            Pause(pk=one.pk, first_day=one.first_day, last_day=back_on - timedelta(days=1))
            for one in ahead[:1]
            if one.first_day < back_on
        ]
        return stored.with_pauses([*others, *ended])

    return edit


def preview(activity: Activity, edit: Edit, *, now: datetime) -> tuple[Timetable, Plan]:
    """How the timetable would be, and all that would happen. Writes nothing. Needs `centre` loaded."""
    today = now.astimezone(activity.centre.zone).date()
    wished = edit(timetable.of(activity).begun(today), today)
    return wished, plans.make(activity, wished, until=scheduling.horizon(activity, now), now=now)


@transaction.atomic
def apply(
    activity: Activity,
    edit: Edit,
    *,
    digest: str,
    along: Collection[int] = (),
    by: Actor,
    now: datetime | None = None,
) -> Materialised:
    """Do what the preview with this digest showed. The people of the sessions `along` (by key) go to the day that was
    offered for them; those of the other dates that vanish are told that theirs is cancelled.

    Raises `Forbidden`, and `DomainError("plan_changed")` where something is different from what was shown: somebody
    signed up, gave a place back, or changed a date. Then nothing is done. `("leader_lacks")` where somebody who begins
    to lead is not cleared for it. For leaders also `("ask_staff")`.
    """
    is_bound = limits.bind(by, activity)
    now = now or clock.now()
    today = now.astimezone(activity.centre.zone).date()
    locked = seats.lock_group(activity.pk)
    seats.lock_dates(locked, now=now)
    stored = scheduling.begin(locked, timetable.of(locked), now=now)
    wished = edit(stored, today)
    plan = plans.make(locked, wished, until=scheduling.horizon(locked, now), now=now)
    if plan.digest != digest:
        raise DomainError("plan_changed")
    if is_bound:
        limits.hold_rooms(one.venue_id for one in plan.to_check)
        limits.hold(limits.against_change(stored, wished, plan))
        by = by.trusted()
    _hold_new_leaders(locked, stored, wished, by=by)
    timetable.store(wished, locked)
    scheduling.begin(locked, wished, now=now)
    done = scheduling.carry_out(plan.decided(along), locked, by=by, now=now)
    audit.record("activity.series_changed", by=by, subject=locked)
    return done


def _hold_new_leaders(activity: Activity, stored: Timetable, wished: Timetable, *, by: Actor) -> None:
    """Whoever leads it, or is to do so already, has been asked before."""
    known = {leader for one in stored.changes for leader in one.values.get(LEADERS, ())}
    named = {leader for one in wished.changes for leader in one.values.get(LEADERS, ())}
    if new := named - known - set(activity.leaders.all() if named - known else ()):
        clearing.hold(sorted(new, key=lambda one: one.pk), clearing.works_of(activity), activity, by=by)
