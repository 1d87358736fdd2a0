"""What the client hopes for, in their words, and how it moves."""

from datetime import datetime

from django.db import transaction

from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from prescriptions import states
from prescriptions.models import Case, Goal, GoalState, Rating
from prescriptions.models.plan import MOST


def hold_open(case: Case, *, by: Actor) -> None:
    """Whether somebody may plan here. Raises `Forbidden`, `DomainError("plan_of_closed")`."""
    require(by, "prescriptions.walk", case)
    if not case.is_open:
        raise DomainError("plan_of_closed")


@transaction.atomic
def name(
    case: Case,
    *,
    words: str,
    by: Actor,
    importance: int | None = None,
    confidence: int | None = None,
    now: datetime | None = None,
) -> Goal:
    """Write down what the client hopes for, and how they weigh it, where they say so.

    Raises `Forbidden`, `DomainError`: `goal_needs_words`, `plan_of_closed`, `weighed_to_ten`.
    """
    hold_open(case, by=by)
    if not words.strip():
        raise DomainError("goal_needs_words")
    now = now or clock.now()
    goal = states.goals.begin(Goal(case=case, words=words.strip(), made_at=now), GoalState.OPEN, "name", by=by)
    if importance is not None or confidence is not None:
        rate(goal, importance=importance, confidence=confidence, by=by, now=now)
    return goal


@transaction.atomic
def rate(
    goal: Goal, *, importance: int | None, confidence: int | None, by: Actor, now: datetime | None = None
) -> Rating:
    """How much it matters today, and how sure they are. The same day again, the later answer stands.

    Raises `Forbidden`, `DomainError`: `weigh_one`, `weighed_to_ten`, `plan_of_closed`.
    """
    hold_open(goal.case, by=by)
    said = [number for number in (importance, confidence) if number is not None]
    if not said:
        raise DomainError("weigh_one")
    if not all(0 <= number <= MOST for number in said):
        raise DomainError("weighed_to_ten")
    today = (now or clock.now()).astimezone(goal.case.centre.zone).date()
    rating, _is_new = Rating.objects.update_or_create(
        goal=goal, asked_on=today, defaults={"importance": importance, "confidence": confidence}
    )
    audit.record("goal.weighed", by=by, subject=goal, person_id=goal.case.person_id)
    return rating


@transaction.atomic
def reword(goal: Goal, *, words: str, by: Actor) -> Goal:
    """The client says it better. Raises `Forbidden`, `DomainError`: `goal_needs_words`, `plan_of_closed`."""
    hold_open(goal.case, by=by)
    if not words.strip():
        raise DomainError("goal_needs_words")
    if words.strip() != goal.words:
        goal.words = words.strip()
        goal.save(update_fields=["words"])
        audit.record("goal.reworded", by=by, subject=goal, person_id=goal.case.person_id)
    return goal


def move(goal: Goal, step: str, *, by: Actor) -> Goal:
    """Reached, reached in part, let go, or taken up again. Raises `Forbidden`, `Moved`, `DomainError`."""
    hold_open(goal.case, by=by)
    return states.goals.move(goal, step, by=by)
