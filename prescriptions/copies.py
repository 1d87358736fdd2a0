"""What this room puts into the copy of everything that somebody's centre holds about them."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from activities.copies import named
from core import dates
from core.text import labelled
from people.models import Person
from prescriptions.models import Case, ContactAttempt, Goal, Happening, Prescription, Step, Word


def prescriptions(person: Person) -> list[str]:
    """Each with its words. One query."""
    rows = Prescription.objects.filter(person=person).select_related("activity").order_by("written_at", "pk")
    return [line for row in rows for line in _of(row)]


def _of(row: Prescription) -> Iterable[str]:
    day = dates.day(timezone.localtime(row.written_at).date(), year=True)
    yield ", ".join(filter(None, (day, row.writer_name, *row.needs_in_words)))
    yield _("Level of support: %(level)s") % {"level": row.get_level_display()}
    answers = (
        (_("What matters to you"), row.matters),
        (_("Strengths"), row.strengths),
        (_("Risks"), row.risk_words or row.get_risks_display()),
    )
    yield from (labelled(title, words) for title, words in answers if words)


def words(person: Person) -> list[str]:
    """What was noted for whoever prescribed, and whether they read it. One query."""
    rows = Word.objects.filter(prescription__person=person).in_order()
    return [
        ", ".join(
            filter(
                None,
                (
                    dates.day(timezone.localtime(row.at).date(), year=True),
                    str(row.get_kind_display()),
                    _("read on %(day)s") % {"day": dates.day(timezone.localtime(row.read_at).date(), year=True)}
                    if row.read_at
                    else "",
                ),
            )
        )
        for row in rows
    ]


def contacts(person: Person) -> list[str]:
    """When we tried to reach them. One query."""
    rows = ContactAttempt.objects.filter(case__person=person).order_by("at", "pk")
    return [
        ", ".join(
            filter(
                None,
                (
                    dates.day(timezone.localtime(row.at).date(), year=True),
                    str(row.get_means_display()),
                    str(row.get_result_display()),
                    dates.how_long(row.minutes) if row.minutes else "",
                    row.note,
                ),
            )
        )
        for row in rows
    ]


def walked(person: Person) -> list[str]:
    """Where the link worker's work stands, what is next, and how it ended. One query."""
    rows = Case.objects.filter(person=person).order_by("opened_at", "pk")
    return [line for row in rows for line in _walked(row)]


def _walked(row: Case) -> Iterable[str]:
    begun = dates.day(timezone.localtime(row.opened_at).date(), year=True)
    yield ", ".join(filter(None, (begun, str(row.get_state_display()), str(row.get_closed_reason_display()))))
    answers = (
        (_("Next step"), row.next_step),
        (_("How far you came"), str(row.get_outcome_display())),
        (_("In your words"), row.outcome_words),
    )
    yield from (labelled(title, words) for title, words in answers if words)


def plan(person: Person) -> list[str]:
    """What they hope for, how they weighed it, and what is done about it. Three queries."""
    goals = Goal.objects.filter(case__person=person).in_order()
    steps = Step.objects.filter(case__person=person).select_related("taking_part__activity__centre", "resource")
    return [_of_goal(goal) for goal in goals] + [_of_step(step) for step in steps.order_by("made_at", "pk")]


def _of_goal(goal: Goal) -> str:
    weighed = [
        _("%(day)s: importance %(importance)s, confidence %(confidence)s")
        % {
            "day": dates.day(one.asked_on, year=True),
            "importance": "–" if one.importance is None else one.importance,
            "confidence": "–" if one.confidence is None else one.confidence,
        }
        for one in goal.weighed
    ]
    return "; ".join([f"{goal.words} ({goal.get_state_display()})", *weighed])


def _of_step(step: Step) -> str:
    thing = named(step.taking_part.activity) if step.taking_part else step.resource.name if step.resource else ""
    parts = (str(step.get_kind_display()), thing, step.words, str(step.get_state_display()))
    return ", ".join(filter(None, parts))


def came_back(person: Person) -> list[str]:
    """What the groups told by themselves, and what was done about it. One query."""
    rows = (
        Happening.objects.filter(case__person=person)
        .select_related("taking_part__activity__centre")
        .order_by("at", "pk")
    )
    return [
        ", ".join(
            filter(
                None,
                (
                    dates.day(timezone.localtime(row.at).date(), year=True),
                    named(row.taking_part.activity),
                    str(row.get_kind_display()),
                    row.note,
                ),
            )
        )
        for row in rows
    ]
