"""What this room puts into the copy of everything that somebody's centre holds about them."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext

from core import dates
from core.text import labelled, number
from evaluation.instruments import DECLINED, Given, Item
from evaluation.models import Measure
from people.models import Person


def measures(person: Person) -> list[str]:
    """Each question that they answered, with the answer. Two queries."""
    return [line for row in _rows(person) for line in _lines(row)]


def _lines(row: Measure) -> list[str]:
    language = get_language() or "en"
    day = dates.day(timezone.localtime(row.answered_at).date(), year=True)
    about = [labelled(day, row.own_words)] if row.own_words else []
    items = [item for item in row.asked.items if item.slug in row.answers]
    answers = [labelled(day, f"{item.words.to(language)} {_answer(item, row.answers[item.slug])}") for item in items]
    scored = [] if row.asked.items else row.scores.all()
    brought = [(row.asked.scale(score.scale).title.to(language), score.value) for score in scored]
    return (
        about
        + answers
        + [labelled(day, labelled(title, number(value))) for title, value in brought if value is not None]
    )


def _answer(item: Item, given: Given) -> str:
    if given == DECLINED:
        return gettext("would rather not say")
    words = {option.value: option.words.to(get_language() or "en") for option in item.options}
    return words[int(given)] if item.options else f"{given} / {max(item.values)}"


def measures_as_data(person: Person) -> list[dict[str, Any]]:
    """The same for a program, with the scores. Two queries."""
    return [
        {
            "instrument": row.instrument,
            "time_point": row.sitting.time_point,
            "answers": row.answers,
            "own_words": row.own_words,
            "scores": {score.scale: score.value for score in row.scores.all()},
            "way": row.way,
            "answered_at": row.answered_at,
        }
        for row in _rows(person)
    ]


def _rows(person: Person) -> list[Measure]:
    rows = Measure.objects.filter(sitting__person=person).select_related("sitting").prefetch_related("scores")
    return list(rows.order_by("answered_at", "pk"))
