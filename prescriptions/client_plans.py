"""A plan as the client reads it, on their page and on paper."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities import wording
from activities.models import Activity, Booking, BookingState
from core import clock, dates
from prescriptions.models import Goal, GoalState, Prescription, Step, StepKind, StepState
from prescriptions.plan_presenters import moment, next_places, place_of

# What the client reads of a goal that is not open any more.
REACHED: dict[str, str | Promise] = {
    GoalState.REACHED: gettext_lazy("You got there."),
    GoalState.PARTLY: gettext_lazy("You got part of the way."),
}


@dataclass(frozen=True)
class ClientStep:
    """A step as the client reads it: one sentence, then what helps to do it."""

    words: str
    lines: list[str]


@dataclass(frozen=True)
class ClientGoal:
    """What they hope for, in their words, and what is done about it."""

    words: str
    reached: str
    steps: list[ClientStep]


@dataclass(frozen=True)
class ClientPlan:
    """One prescription and its plan. `steps` belong to no goal."""

    prescription: Prescription
    day: str
    goals: list[ClientGoal] = field(default_factory=list)
    steps: list[ClientStep] = field(default_factory=list)

    @property
    def has_case(self) -> bool:
        return hasattr(self.prescription, "case")

    @property
    def is_empty(self) -> bool:
        return not (self.goals or self.steps)


def plans_for_client(
    prescriptions: Iterable[Prescription],
    goals: Iterable[Goal],
    steps: Iterable[Step],
    person_id: int,
    *,
    on_paper: bool,
) -> list[ClientPlan]:
    """Needs `centre` and `case` of each, goals `in_order`, steps `with_things`. At most one query."""
    goals, steps = list(goals), list(steps)
    coming = next_places(steps, person_id)
    return [_plan_for_client(one, goals, steps, coming, on_paper=on_paper) for one in prescriptions]


def _plan_for_client(
    prescription: Prescription, goals: list[Goal], steps: list[Step], coming: dict[int, Booking], *, on_paper: bool
) -> ClientPlan:
    """Goals that were let go of, and steps that were dropped, are not held up to them."""
    case = getattr(prescription, "case", None)
    theirs = [step for step in steps if case and step.case_id == case.pk and step.state != StepState.DROPPED]
    kept = [goal for goal in goals if case and goal.case_id == case.pk and goal.state != GoalState.LET_GO]

    def lines(goal: Goal | None) -> list[ClientStep]:
        of_it = [step for step in theirs if step.goal_id == (goal.pk if goal else None)]
        return [_for_client(step, coming, on_paper=on_paper) for step in of_it]

    let_go = {step.goal_id for step in theirs} - {goal.pk for goal in kept} - {None}
    loose = [_for_client(step, coming, on_paper=on_paper) for step in theirs if step.goal_id in let_go]
    local = prescription.written_at.astimezone(prescription.centre.zone)
    return ClientPlan(
        prescription=prescription,
        day=dates.day(local.date(), year=True),
        goals=[ClientGoal(goal.words, str(REACHED.get(goal.state, "")), lines(goal)) for goal in kept],
        steps=[*lines(None), *loose],
    )


def _for_client(step: Step, coming: dict[int, Booking], *, on_paper: bool) -> ClientStep:
    words, lines = _said_to_client(step, coming, on_paper=on_paper)
    if step.kind != StepKind.OTHER and step.words:
        lines = [step.words, *lines]
    if step.due_on:
        lines = [*lines, _("Until %(day)s") % {"day": dates.day(step.due_on)}]
    return ClientStep(words, [line for line in lines if line])


def _title(activity: Activity, *, on_paper: bool) -> str:
    """Paper hangs where visitors read it: a sensitive group is not named there."""
    return wording.discreet_title(activity.centre) if on_paper and activity.sensitive else activity.title


def _said_to_client(step: Step, coming: dict[int, Booking], *, on_paper: bool) -> tuple[str, list[str]]:
    if step.kind == StepKind.CALL:
        return _("A Health Champion calls you and invites you."), []
    if step.kind == StepKind.DOOR and step.call:
        when = moment(step.booking.session) if step.booking else ""
        return _("Somebody meets you at the door, so that you do not come in alone."), [
            when,
            step.call.where,
            step.call.sign,
        ]
    if step.kind in (StepKind.GROUP, StepKind.DATE) and step.taking_part:
        title = _title(step.taking_part.activity, on_paper=on_paper)
        found = place_of(step, coming)
        return _("You come to: %(group)s") % {"group": title}, [_next_time(found)] if found and found.is_active else []
    if step.kind == StepKind.RESOURCE and step.resource:
        one = step.resource
        return one.name, [one.phone_shown, one.address, one.hours, one.referral]
    if step.kind == StepKind.COMPANY:
        return _("We look for somebody who keeps you company, and call you."), []
    if step.kind == StepKind.CHAMPION:
        return _("We have asked you to be a Health Champion. Take your time; we look forward to your answer."), []
    return step.words, []


def _next_time(booking: Booking) -> str:
    when = {"when": moment(booking.session)}
    if booking.session.is_cancelled:
        return _("%(when)s: called off. We look for another date with you.") % when
    if booking.state == BookingState.CONFIRMED or booking.state == BookingState.THINKING:
        past = booking.session.starts_at <= clock.now()
        return _("You were to come on %(when)s") % when if past else _("Next time: %(when)s") % when
    return _("%(when)s: you are on the waiting list. We tell you when there is a place.") % when
