"""The same as `prescriptions.copies`, part by part, as fields for a program: codes, numbers and days as they are kept.
Private groups are not named here either."""

from activities.copies import named
from people.copies import Rows, fields
from people.models import Person
from prescriptions.models import Case, ContactAttempt, Goal, Happening, Prescription, Step, Word


def prescriptions(person: Person) -> Rows:
    """One query."""
    rows = Prescription.objects.filter(person=person).order_by("written_at", "pk")
    said = ("needs", "level", "urgency", "matters", "strengths", "risks", "risk_words", "reach")
    return fields(rows, "written_at", "writer_name", "writer_role", "organization", *said, "state")


def words(person: Person) -> Rows:
    """One query."""
    return fields(Word.objects.filter(prescription__person=person).in_order(), "at", "kind", "read_at")


def contacts(person: Person) -> Rows:
    """One query."""
    rows = ContactAttempt.objects.filter(case__person=person).order_by("at", "pk")
    return fields(rows, "at", "means", "result", "note", "minutes")


def walked(person: Person) -> Rows:
    """One query."""
    rows = Case.objects.filter(person=person).order_by("opened_at", "pk")
    end = ("closed_at", "closed_reason", "outcome", "outcome_words")
    return fields(rows, "opened_at", "state", "state_since", "next_step", "next_step_on", *end)


def plan(person: Person) -> Rows:
    """Goals, then steps. Three queries."""
    goals = Goal.objects.filter(case__person=person).in_order()
    steps = Step.objects.filter(case__person=person).select_related("taking_part__activity__centre", "resource")
    return [*map(_goal, goals), *map(_step, steps.order_by("made_at", "pk"))]


def _goal(goal: Goal) -> dict[str, object]:
    weighed = [
        {"asked_on": one.asked_on, "importance": one.importance, "confidence": one.confidence} for one in goal.weighed
    ]
    return {"thing": "goal", "words": goal.words, "state": goal.state, "made_at": goal.made_at, "weighed": weighed}


def _step(step: Step) -> dict[str, object]:
    return {
        "thing": "step",
        "kind": step.kind,
        "group": named(step.taking_part.activity) if step.taking_part else "",
        "resource": str(step.resource.name) if step.resource else "",
        "words": step.words,
        "doer": step.doer,
        "due_on": step.due_on,
        "state": step.state,
        "made_at": step.made_at,
    }


def came_back(person: Person) -> Rows:
    """One query."""
    rows = Happening.objects.filter(case__person=person).select_related("taking_part__activity__centre")
    return [
        {
            "at": row.at,
            "group": named(row.taking_part.activity),
            "kind": row.kind,
            "number": row.number,
            "note": row.note,
            "settled_at": row.settled_at,
        }
        for row in rows.order_by("at", "pk")
    ]
