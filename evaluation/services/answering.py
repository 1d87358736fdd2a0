"""Taking down answers, one at a time or many, by whichever way they come. Every way calls this."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from core import clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from evaluation import states
from evaluation.instruments import DECLINED, Given, Instrument, Item, Licence, registry
from evaluation.instruments.scoring import Lack, Scored, is_legal, is_within, scores
from evaluation.models import Measure, Score, Sitting, SittingState, Way
from people.models.consent import Purpose
from people.services import consents

WITH_BOX = frozenset({Way.WEB, Way.STAFF, Way.PAPER})  # where the words of the last time stand in it


def left(sitting: Sitting, *, by_text: bool = False) -> list[tuple[Instrument, Item]]:
    """The questions without an answer, in their order; `by_text`: those alone that can be asked so. One query."""
    answered = dict(sitting.measures.values_list("instrument", "answers"))
    return [
        (instrument, item)
        for instrument in sitting.asked
        for item in instrument.items
        if item.slug not in answered.get(instrument.key, {}) and (instrument.by_text or not by_text)
    ]


def next_item(sitting: Sitting) -> tuple[Instrument, Item] | None:
    """The first question without an answer; none where all have one. One query."""
    return next(iter(left(sitting)), None)


@transaction.atomic
def answer(
    sitting: Sitting,
    *,
    instrument: str,
    answers: Mapping[str, Given],
    way: Way,
    by: Actor,
    own_words: str | None = None,
    now: datetime | None = None,
) -> Measure:
    """Keep these answers beside those that are there; the newest of an item counts. `own_words`: None leaves them.

    Raises `Forbidden`, and `DomainError` with `sitting_over`, `question_not_asked` or `answer_unknown`.
    """
    at = now or clock.now()
    held = _held(sitting, instrument, by=by, at=at)
    if not all(is_legal(registry[instrument], item, given) for item, given in answers.items()):
        raise DomainError("answer_unknown")
    measure = _measure(held, instrument, at=at)
    measure.answers = {**measure.answers, **answers}
    measure.own_words = measure.own_words if own_words is None else own_words
    _keep(measure, way=way, by=by, at=at)
    _score(measure)
    return measure


@transaction.atomic
def bring_scores(
    sitting: Sitting,
    *,
    instrument: str,
    values: Mapping[str, float],
    way: Way,
    by: Actor,
    now: datetime | None = None,
) -> Measure:
    """Keep the scores of an instrument whose words are licensed to the centre, in place of those that are there.

    Raises `Forbidden`, and `DomainError` with `sitting_over`, `question_not_asked` or `score_out_of_range`.
    """
    at = now or clock.now()
    held = _held(sitting, instrument, by=by, at=at)
    asked = registry[instrument]
    scales = {scale.slug: scale for scale in asked.scales}
    if by.person_id == held.person_id or asked.licence != Licence.SCORES_ONLY or not values.keys() <= scales.keys():
        raise DomainError("question_not_asked")
    if not all(is_within(scales[slug], value) for slug, value in values.items()):
        raise DomainError("score_out_of_range")
    measure = _measure(held, instrument, at=at)
    _keep(measure, way=way, by=by, at=at)
    measure.scores.all().delete()
    brought = [
        Scored(scale, values.get(slug), None if slug in values else Lack.MISSING) for slug, scale in scales.items()
    ]
    Score.objects.bulk_create(_row(measure, scored) for scored in brought)
    return measure


def _held(sitting: Sitting, instrument: str, *, by: Actor, at: datetime) -> Sitting:
    """The row, locked, where this instrument can be answered in it. Raises as `answer` does."""
    require(by, "evaluation.answer", sitting)
    held = Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
    is_open = held.state in {SittingState.OPEN, SittingState.DONE} and held.closes_at > at
    if not (is_open and consents.stands(held.person, Purpose.EVALUATION)):
        raise DomainError("sitting_over")
    if instrument not in held.instruments:
        raise DomainError("question_not_asked")
    return held


def _measure(held: Sitting, instrument: str, *, at: datetime) -> Measure:
    known = Measure.objects.filter(sitting=held, instrument=instrument).first()
    return known or Measure(sitting=held, instrument=instrument, begun_at=at)


def _keep(measure: Measure, *, way: Way, by: Actor, at: datetime) -> None:
    measure.way, measure.answered_at = way, at
    measure.by_user_id = None if by.person_id == measure.sitting.person_id else by.user_id
    measure.save()


def words_before(sitting: Sitting, instrument: str) -> str:
    """What this person wrote in their own words, in this sitting or else the last time before it; nothing, where they
    took it out since. One query."""
    rows = Measure.objects.filter(sitting__person=sitting.person_id, sitting__centre=sitting.centre_id)
    rows = rows.filter(instrument__startswith=f"{registry[instrument].slug}:")
    asked = [row for row in rows.order_by("-answered_at", "-pk") if row.own_words or row.way in WITH_BOX]
    own = [row for row in asked if row.sitting_id == sitting.pk]
    return next((row.own_words for row in (*own, *asked)), "")


def _score(measure: Measure) -> None:
    """Written anew: a score is never older than its answers."""
    measure.scores.all().delete()
    Score.objects.bulk_create(_row(measure, scored) for scored in scores(measure.asked, measure.answers))


def _row(measure: Measure, scored: Scored) -> Score:
    return Score(measure=measure, scale=scored.scale.slug, value=scored.value, lack=scored.lack or "")


@transaction.atomic
def finish(sitting: Sitting, *, by: Actor, now: datetime | None = None) -> Sitting:
    """That was all. What has no answer is lacking, and is not made a refusal. Asked again, nothing happens.

    Raises `Forbidden`, `Moved`.
    """
    require(by, "evaluation.answer", sitting)
    if sitting.state == SittingState.DONE:
        return sitting
    return states.sittings.move(sitting, "finish", by=by, state_since=now or clock.now())


def declined(instrument: Instrument) -> dict[str, Given]:
    """The answers of somebody who would rather not say any of it."""
    return {item.slug: DECLINED for item in instrument.items}
