"""Writing down who people say they are, and forgetting it."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from evaluation.instruments.equity import BY_SLUG
from evaluation.models import EquityAnswers
from people import wordings
from people.models import Person
from people.models.consent import Purpose
from people.services import consents


def answered_at(person: Person, *, by: Actor) -> datetime | None:
    """When they last answered, and not what. Raises `Forbidden`. One query."""
    require(by, "evaluation.say_who", person)
    return EquityAnswers.objects.filter(person=person).values_list("answered_at", flat=True).first()


@transaction.atomic
def answer(
    person: Person, *, answers: Mapping[str, list[str]], agrees: bool = False, by: Actor, now: datetime | None = None
) -> EquityAnswers:
    """Keep these answers; a question that is left empty stays as it was. `agrees`: they say so now, to the words
    above the questions.

    Raises `Forbidden`, and `DomainError` with `equity_not_agreed`, `answer_unknown` or `nothing_answered`.
    """
    require(by, "evaluation.say_who", person)
    given = {slug: chosen for slug, chosen in answers.items() if chosen}
    if not all(slug in BY_SLUG and BY_SLUG[slug].is_legal(chosen) for slug, chosen in given.items()):
        raise DomainError("answer_unknown")
    if not given:
        raise DomainError("nothing_answered")
    if agrees and not consents.stands(person, Purpose.EQUITY):
        consents.give(person=person, purpose=Purpose.EQUITY, by=by, wording=wordings.EQUITY)
    if not consents.stands(person, Purpose.EQUITY):
        raise DomainError("equity_not_agreed")
    row = EquityAnswers.objects.select_for_update().filter(person=person).first() or EquityAnswers(person=person)
    row.written = json.dumps({**row.given, **given})
    row.answered_at = now or clock.now()
    row.save()
    audit.record("equityanswers.answer", by=by, subject=row, person_id=person.pk)
    return row


@transaction.atomic
def take_back(person: Person, *, by: Actor) -> None:
    """They no longer agree, and what they said is gone at once. Raises `Forbidden`."""
    consents.end(person=person, purpose=Purpose.EQUITY, by=by)
    forget(person.pk)


def forget(person_id: int) -> None:
    """Nothing of it is left. What was counted before has nobody's name, and stays."""
    EquityAnswers.objects.filter(person=person_id).delete()
