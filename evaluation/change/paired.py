"""The arithmetic of change. Pure; no database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, median, stdev

from scipy.stats import t as students_t

from evaluation.instruments import Better

CONFIDENCE = 0.95
FINEST = 6  # decimals of a difference: finer than any scale, and coarse enough that 0.9 - 0.7 is what 0.3 - 0.1 is
Pair = tuple[float, float]  # at the beginning, and then


@dataclass(frozen=True)
class Interval:
    low: float
    high: float


@dataclass(frozen=True)
class Change:
    """Of one scale, among those who have both scores. `after` less `before`, whatever is good.

    `interval`: for the mean, by Student's t; None for one person alone, who varies from nobody.
    """

    n: int
    before: float
    after: float
    mean: float
    median: float
    interval: Interval | None
    better: int
    same: int
    worse: int
    by_size: dict[float, int]


def change(pairs: Sequence[Pair], better: Better) -> Change:
    """Raises `ValueError` without a pair."""
    if not pairs:
        raise ValueError("nobody has both scores")
    changes = [round(after - before, FINEST) for before, after in pairs]
    up, down = sum(one > 0 for one in changes), sum(one < 0 for one in changes)
    return Change(
        n=len(pairs),
        before=fmean(before for before, _after in pairs),
        after=fmean(after for _before, after in pairs),
        mean=fmean(changes),
        median=median(changes),
        interval=_interval(changes),
        better=up if better == Better.HIGHER else down,
        same=len(pairs) - up - down,
        worse=down if better == Better.HIGHER else up,
        by_size=dict(sorted(Counter(changes).items())),
    )


def _interval(changes: Sequence[float]) -> Interval | None:
    if len(changes) < 2:
        return None
    mean, error = fmean(changes), stdev(changes) / sqrt(len(changes))
    reach = float(students_t.ppf((1 + CONFIDENCE) / 2, len(changes) - 1)) * error
    return Interval(mean - reach, mean + reach)
