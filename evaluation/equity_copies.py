"""What this room puts into the copy of everything that somebody's centre holds about them."""

from typing import Any

from django.utils.translation import get_language

from core.text import labelled
from evaluation.instruments.equity import QUESTIONS
from evaluation.models import EquityAnswers
from people.models import Person


def who_they_are(person: Person) -> list[str]:
    """Each question with what was answered. One query."""
    held, language = EquityAnswers.objects.filter(person=person).first(), get_language() or "en"
    given = held.given if held else {}
    lines = []
    for question in QUESTIONS:
        chosen = [c.words.to(language) for c in question.all_choices if c.slug in given.get(question.slug, [])]
        if chosen:
            lines.append(labelled(question.title.to(language), ", ".join(chosen)))
    return lines


def rows(person: Person) -> list[dict[str, Any]]:
    held = EquityAnswers.objects.filter(person=person).first()
    return [{"answered_at": held.answered_at, "answers": dict(held.given)}] if held else []
