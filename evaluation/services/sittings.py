"""Who is asked when: sittings are planned from cases, opened on their day, and lapse by themselves.

Only who agreed to be asked is asked, and whoever takes that back is asked no more, from that moment on.
"""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet

from centres.models import Centre
from core import clock
from core.actors import SYSTEM, Actor
from core.errors import Moved
from core.policies import require
from evaluation import states
from evaluation.asking import NOT_ASKED_AFTER
from evaluation.instruments import newest
from evaluation.models import DUE_AFTER, MeasuringPlan, Sitting, SittingState, TimePoint
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import Case
from prescriptions.models.told_now import agrees

AT_ONCE = 500
CLOSING_FROM = timedelta(days=14)  # a case that closed earlier than this is not asked about


def plan_all(*, now: datetime | None = None) -> int:
    """Plan what is coming for every case of a centre that asks; returns how many sittings are new."""
    at = now or clock.now()
    return sum(_plan_centre(plan, at) for plan in MeasuringPlan.objects.filter(is_on=True).select_related("centre"))


def _plan_centre(plan: MeasuringPlan, now: datetime) -> int:
    made = 0
    for point in map(TimePoint, plan.time_points):
        for case in _unplanned(plan, point, now)[:AT_ONCE]:
            made += plan_one(case, point, plan=plan, now=now) is not None
    return made


def _unplanned(plan: MeasuringPlan, point: TimePoint, now: datetime) -> "QuerySet[Case]":
    """Cases of the centre at which this time point has come, whose person agreed, and that have no sitting for it."""
    cases = Case.objects.filter(centre=plan.centre_id, person__merged_into=None, person__erased_at=None)
    cases = cases.filter(agrees(Purpose.EVALUATION)).exclude(sittings__time_point=point).select_related("person")
    if point == TimePoint.CLOSING:
        return cases.filter(closed_at__gt=now - CLOSING_FROM).exclude(closed_reason__in=NOT_ASKED_AFTER)
    day = now - timedelta(days=DUE_AFTER[point])
    return cases.open().filter(opened_at__lte=day, opened_at__gt=day - plan.open_for)


@transaction.atomic
def plan_one(case: Case, point: TimePoint, *, plan: MeasuringPlan, now: datetime) -> Sitting | None:
    """The sitting of one time point; none where the person does not agree to be asked, or is not there any more. Asked
    again, or by two at once, the same one."""
    held = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    known = Sitting.objects.filter(case=held, time_point=point).first()
    is_there = held.closed_reason not in NOT_ASKED_AFTER
    if known or not (is_there and consents.stands(case.person, Purpose.EVALUATION)):
        return known
    opens = case.closed_at if point == TimePoint.CLOSING else case.opened_at + timedelta(days=DUE_AFTER[point])
    opens = max(opens or now, now)
    sitting = Sitting(
        case=case,
        centre_id=case.centre_id,
        person_id=case.person_id,
        time_point=point,
        instruments=[newest(slug).key for slug in plan.instruments],
        state_since=now,
        opens_at=opens,
        closes_at=_end_of_day(opens + plan.open_for, plan.centre),
    )
    return states.sittings.begin(sitting, SittingState.PLANNED, "plan", by=SYSTEM)


def _end_of_day(moment: datetime, centre: Centre) -> datetime:
    """Midnight after it by the centre's clock: a last day that is told is a whole one."""
    day = moment.astimezone(centre.zone).date()
    return datetime.combine(day + timedelta(days=1), time.min, centre.zone)


def plan_case(case: Case, *, now: datetime) -> list[Sitting]:
    """What has come for this one, without waiting for the clock; nothing at a centre that does not ask."""
    plan: MeasuringPlan | None = MeasuringPlan.objects.filter(centre=case.centre_id, is_on=True).first()
    if plan is None:
        return []
    points = [TimePoint(point) for point in plan.time_points]
    due = [point for point in points if _unplanned(plan, point, now).filter(pk=case.pk).exists()]
    return [found for point in due if (found := plan_one(case, point, plan=plan, now=now))]


@transaction.atomic
def begin_now(sitting: Sitting, *, by: Actor, now: datetime | None = None) -> Sitting:
    """Somebody sits with them, or holds their paper: what is planned is open from now on; also where the clock or a
    second press was quicker. Raises `Forbidden`, `Moved`."""
    require(by, "evaluation.answer", sitting)
    if sitting.state == SittingState.PLANNED:
        try:
            states.sittings.move(sitting, "open", by=by, state_since=now or clock.now())
        except Moved:
            sitting.refresh_from_db(fields=["state", "state_since"])
            if sitting.state != SittingState.OPEN:
                raise
    return sitting


def open_due(*, now: datetime | None = None) -> list[Sitting]:
    """Open what is due, except where the person has taken back that they agree; returns what was opened."""
    at = now or clock.now()
    due = list(Sitting.objects.due(at).select_related("person", "centre")[:AT_ONCE])
    agree = consents.who_agree([sitting.person_id for sitting in due], Purpose.EVALUATION)
    return [sitting for sitting in due if _open_one(sitting, sitting.person_id in agree, at)]


def _open_one(sitting: Sitting, agrees: bool, now: datetime) -> bool:
    try:
        states.sittings.move(sitting, "open" if agrees else "call_off", by=SYSTEM, state_since=now)
    except Moved:  # somebody was quicker
        return False
    return agrees


def lapse_overdue(*, now: datetime | None = None) -> int:
    """Close what was not answered in time: what was said until then is kept, and scored. Returns how many."""
    at = now or clock.now()
    lapsed = 0
    for sitting in Sitting.objects.overdue(at)[:AT_ONCE]:
        try:
            states.sittings.move(sitting, "lapse", by=SYSTEM, state_since=at)
        except Moved:
            continue
        lapsed += 1
    return lapsed


@transaction.atomic
def decline(sitting: Sitting, *, by: Actor, now: datetime | None = None) -> Sitting:
    """They do not want to, this time. Nothing else changes for them. Raises `Forbidden`, `Moved`."""
    require(by, "evaluation.answer", sitting)
    return states.sittings.move(sitting, "decline", by=by, state_since=now or clock.now())


def call_off_for(person_ids: Collection[int], *, by: Actor, now: datetime | None = None) -> int:
    """Whoever takes back that they agree is asked nothing more. Returns how many sittings ended."""
    return _call_off(Sitting.objects.filter(person__in=person_ids), by, now)


def call_off_with(case: Case, step: str, by: Actor) -> None:
    """A witness of each step of a case: where it was closed because there is nobody to ask any more, nothing is."""
    if step == "close" and case.closed_reason in NOT_ASKED_AFTER:
        _call_off(Sitting.objects.filter(case=case), by, None)


def _call_off(rows: "QuerySet[Sitting]", by: Actor, now: datetime | None) -> int:
    ended = 0
    for sitting in rows.filter(state__in=states.WAITING):
        with suppress(Moved):  # it ended otherwise just now
            states.sittings.move(sitting, "call_off", by=by, state_since=now or clock.now())
            ended += 1
    return ended
