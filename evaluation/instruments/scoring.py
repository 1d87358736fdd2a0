"""From answers to scores. Pure; no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from evaluation.instruments.kinds import DECLINED, Answers, Instrument, Scale


class Lack(StrEnum):
    """Why there is no score."""

    DECLINED = "declined"  # somebody would rather not say
    MISSING = "missing"  # nothing was answered


@dataclass(frozen=True)
class Scored:
    """The score of one scale, or why there is none."""

    scale: Scale
    value: float | None
    lack: Lack | None = None


def scores(instrument: Instrument, answers: Answers) -> Iterator[Scored]:
    """One for each scale. An instrument without items has none: its scores are brought along."""
    if not instrument.items:
        return
    for scale in instrument.scales:
        yield score(scale, answers)


def score(scale: Scale, answers: Answers) -> Scored:
    """The sum of the answers; a few that are lacking count as the mean of the others, where the scale allows it.

    Somebody who declined one item and skipped another declined.
    """
    given = [answers.get(slug) for slug in scale.items]
    numbers = [answer for answer in given if isinstance(answer, int)]
    lacking = len(given) - len(numbers)
    if numbers and lacking <= scale.may_lack:
        return Scored(scale, sum(numbers) / len(numbers) * len(given))
    return Scored(scale, None, Lack.DECLINED if DECLINED in given else Lack.MISSING)


def is_legal(instrument: Instrument, item: str, answer: object) -> bool:
    """Whether an item of it can be answered so."""
    found = {one.slug: one for one in instrument.items}.get(item)
    is_number = isinstance(answer, int) and not isinstance(answer, bool)
    return found is not None and (answer == DECLINED or (is_number and answer in found.values))


def is_within(scale: Scale, value: float) -> bool:
    """Whether a score that was brought along can be one of this scale."""
    return scale.least <= value <= scale.most
