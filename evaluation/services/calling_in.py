"""Answering from a telephone, by text or with its keys: whose questions these are, which comes next, and the end.

A number alone says little about who holds the telephone. So nothing is read out from what was said before, and what is
asked says neither why nor who.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from core.actors import Actor, Channel, person_actor
from core.errors import DomainError
from evaluation.asking import asks_something
from evaluation.instruments import Given, Instrument, Item
from evaluation.models import Measure, Sitting, SittingState, Way
from evaluation.services import answering
from people.models.consent import Purpose
from people.services import consents

CHANNELS = {Way.TEXT: Channel.SMS, Way.VOICE: Channel.VOICE}


def waiting(person_ids: Collection[int], *, now: datetime) -> Sitting | None:
    """The questions that somebody, of whom there may be several records, can answer now: of several sittings the one
    that closes first. Where staff bring scores alone, there is nothing to answer."""
    rows = Sitting.objects.open().filter(person__in=person_ids, closes_at__gt=now).order_by("closes_at", "pk")
    found = list(rows.select_related("person", "centre"))
    agree = consents.who_agree([sitting.person_id for sitting in found], Purpose.EVALUATION) if found else set()
    return next((sitting for sitting in found if sitting.person_id in agree and asks_something(sitting)), None)


def again(sitting_id: object, person_ids: Collection[int], *, now: datetime) -> Sitting:
    """The one that was begun, if it can still be answered. Raises `DomainError("sitting_over")`."""
    rows = Sitting.objects.open().filter(pk=sitting_id, person__in=person_ids, closes_at__gt=now)
    found = rows.select_related("person", "centre").first()
    if found is None or not (asks_something(found) and consents.stands(found.person, Purpose.EVALUATION)):
        raise DomainError("sitting_over")
    return found


def to_begin(sitting_id: int) -> list[list[Any]]:
    """What the digits stand for where we ask whether they want to begin: yes, another day, no."""
    return [[sitting_id, "yes"], [sitting_id, "later"], [sitting_id, "no"]]


def keep(sitting: Sitting, instrument: str, item: str, given: Given, *, way: Way, now: datetime) -> Measure:
    """One answer of theirs. Raises what `answering.answer` raises."""
    by = themselves(sitting, way)
    return answering.answer(sitting, instrument=instrument, answers={item: given}, way=way, by=by, now=now)


def keep_words(sitting: Sitting, instrument: str, words: str, *, way: Way, now: datetime) -> Measure:
    """What the answer is going to be about, in their words. Raises what `answering.answer` raises."""
    by = themselves(sitting, way)
    return answering.answer(sitting, instrument=instrument, answers={}, own_words=words, way=way, by=by, now=now)


def asks_for_words(sitting: Sitting, instrument: Instrument, item: Item) -> bool:
    """Whether they should first say what it is about. One query, where the question has such words at all."""
    if item.own_words is None:
        return False
    return not any(measure.own_words for measure in sitting.measures.filter(instrument=instrument.key))


def end_if_whole(sitting: Sitting, *, way: Way, now: datetime) -> bool:
    """Finish it where every question has an answer; returns whether that is so."""
    if sitting.state == SittingState.OPEN and not answering.left(sitting):
        answering.finish(sitting, by=themselves(sitting, way), now=now)
    return bool(sitting.state == SittingState.DONE)


def themselves(sitting: Sitting, way: Way) -> Actor:
    return person_actor(sitting.person_id, channel=CHANNELS[way])
