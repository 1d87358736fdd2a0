"""What could be reckoned from the facts of a change: whoever knows how many people there are, their mean and how far
it is sure knows a sum and a sum of squares, and with few people that tells how many of them are better or worse.

A count that is hidden has to stay open: with everything that is said it must still be possible that it is nobody, or
six or more. It is looked for by a program in whole numbers: how many changed by how much. Pure; no database.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from math import ceil, floor, inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.stats import t as students_t

from evaluation.change.paired import CONFIDENCE, Change, Pair
from evaluation.instruments import Scale
from evaluation.safe import LIMIT, Safe

HALF = 0.05 - 1e-9  # what is said has one decimal; a sum on the edge could be said otherwise, and proves nothing
# What is said of a change, the most first: the first of these that leaves every hidden count open.
ALL = frozenset({"before", "after", "mean", "median", "interval"})
LEVELS = (ALL, ALL - {"interval"}, frozenset({"mean"}), frozenset[str]())
MOST_TRIED = 40  # worlds; the first are the likeliest, and what is not found in so many is taken as not there
NARROW = 30  # on a wider scale two sums do not tell who changed by exactly how much
Sizes = frozenset[int]
Row = tuple[list[float], float, float]  # a sum over all sizes, and between what it lies


@dataclass(frozen=True)
class Said:
    """What may be said of these pairs, once it was found. `pairs`: a digest, by which they are known again."""

    pairs: str
    facts: frozenset[str]


@dataclass(frozen=True)
class Known:
    """One change as it is said, and the counts beside it. `ways`: for each, its sizes and how it is shown."""

    change: Change
    scale: Scale
    ways: Sequence[tuple[Sizes, int, int | None]]


def digest(pairs: Iterable[Pair]) -> str:
    """The same for the same pairs in any order."""
    return sha256(repr(sorted(pairs)).encode()).hexdigest()


def may_be_said(change: Change, scale: Scale, ways: Safe, *, sizes_shown: bool) -> frozenset[str]:
    """Which facts; none of a scale where the counts would come out even from the mean alone."""
    if sizes_shown or not all(float(size).is_integer() for size in change.by_size):
        return ALL  # nothing is hidden, or scores lie so close that a sum of them tells about nobody
    known = Known(change, scale, list(_ways(change, scale, ways)))
    return next(level for level in LEVELS if not level or _is_open(known, level))


def _ways(change: Change, scale: Scale, ways: Safe) -> Iterator[tuple[Sizes, int, int | None]]:
    sizes, sign = _sizes(scale), scale.better.sign
    parts = (("better", 1, change.better), ("same", 0, change.same), ("worse", -1, change.worse))
    for slug, way, truth in parts:
        yield frozenset(size for size in sizes if np.sign(size) * sign == way), truth, ways.cell(slug)


def _sizes(scale: Scale) -> list[int]:
    span = round(scale.most - scale.least)
    return list(range(-span, span + 1))


def _is_open(known: Known, level: Collection[str]) -> bool:
    hidden = [(sizes, truth) for sizes, truth, cell in known.ways if cell is None]
    if known.scale.most - known.scale.least <= NARROW:
        hidden += [(frozenset({int(size)}), many) for size, many in known.change.by_size.items()]
    few = [sizes for sizes, many in hidden if 0 < many < LIMIT]
    return all(
        any(_may_be_else(known, world, sizes) for world in islice(_worlds(known, level), MOST_TRIED)) for sizes in few
    )


def _may_be_else(known: Known, world: list[Row], sizes: Sizes) -> bool:
    """Whether so many with these sizes can be nobody, or six and more."""
    row = [float(size in sizes) for size in _sizes(known.scale)]
    return any(_is_possible(known, [*world, (row, *ends)]) for ends in ((LIMIT, inf), (0, 0)))


def _is_possible(known: Known, rows: list[Row]) -> bool:
    matrix, low, high = (np.array(part) for part in zip(*rows, strict=True))
    many = len(_sizes(known.scale))
    found = milp(
        np.zeros(many),
        integrality=np.ones(many),
        bounds=Bounds(0, known.change.n),
        constraints=LinearConstraint(matrix, low, high),
    )
    return bool(found.status == 0)


def _worlds(known: Known, level: Collection[str]) -> Iterator[list[Row]]:
    """All that is known, for each sum of the changes and each middle that what is said leaves open."""
    counts = list(_counts(known))
    for total in _totals(known.change, level):
        sums = [*counts, *_sums(known, level, total)]
        for middle in _middles(known.change, level, _sizes(known.scale)):
            yield [*sums, *middle]


def _counts(known: Known) -> Iterator[Row]:
    sizes = _sizes(known.scale)
    yield [1.0] * len(sizes), known.change.n, known.change.n
    some_shown = any(cell is not None for _sizes, _truth, cell in known.ways)
    for mine, _truth, cell in known.ways:
        row = [float(size in mine) for size in sizes]
        if cell is not None:
            yield row, cell, cell
        elif some_shown:  # nobody would have been shown
            yield row, 1, inf


def _totals(change: Change, level: Collection[str]) -> list[int]:
    """Sums of all changes that make the mean that is said, the true one first."""
    truth = round(change.mean * change.n)
    if "mean" not in level:
        return [truth]
    low, high = _around(change.mean, change.n)
    if {"before", "after"} <= set(level):
        less = (round(change.after, 1) - round(change.before, 1)) * change.n
        low, high = max(low, less - 2 * HALF * change.n), min(high, less + 2 * HALF * change.n)
    return sorted(range(ceil(low), floor(high) + 1), key=lambda total: abs(total - truth))


def _around(mean: float, many: int) -> tuple[float, float]:
    """Between which sums a mean lies, once it is rounded."""
    return (round(mean, 1) - HALF) * many, (round(mean, 1) + HALF) * many


def _sums(known: Known, level: Collection[str], total: int) -> Iterator[Row]:
    sizes, change, scale = _sizes(known.scale), known.change, known.scale
    if "mean" in level:
        yield [float(size) for size in sizes], total, total
    if "interval" in level and change.interval:
        yield [float(size * size) for size in sizes], *_squares(change, total)
    if "before" in level:  # nobody gets lower than the lowest score, nor higher than the highest
        low, high = _around(change.before, change.n)
        after_low, after_high = _around(change.after, change.n)
        low, high = ceil(max(low, after_low - total)), floor(min(high, after_high - total))
        yield [float(max(-size, 0)) for size in sizes], 0, high - change.n * scale.least if low <= high else -1
        yield [float(max(size, 0)) for size in sizes], 0, change.n * scale.most - low


def _squares(change: Change, total: int) -> tuple[float, float]:
    """Between what the sum of the squares lies, by the two ends of the interval."""
    many, mean = change.n, total / change.n
    assert change.interval is not None  # noqa: S101 - asked for only where there is one
    below, above = mean - round(change.interval.low, 1), round(change.interval.high, 1) - mean
    least, most = max(below - HALF, above - HALF, 0), min(below + HALF, above + HALF)
    t = float(students_t.ppf((1 + CONFIDENCE) / 2, many - 1))
    first, last = (many * (reach / t) ** 2 * (many - 1) + total * total / many for reach in (least, most))
    return (first, last) if most >= least else (inf, -inf)


def _middles(change: Change, level: Collection[str], sizes: list[int]) -> Iterator[list[Row]]:
    """The two people in the middle (or the one), for each pair whose mean is the median."""
    if "median" not in level:
        yield []
        return
    half, twice = change.n // 2, round(change.median * 2)
    if change.n % 2:
        yield [_below(sizes, twice // 2, 0, half), _above(sizes, twice // 2, 0, half)]
        return
    for low in range(floor(change.median), sizes[0] - 1, -1):
        high = twice - low
        if high <= sizes[-1]:
            yield [
                _below(sizes, low, 0, half - 1),
                _below(sizes, low + 1, half, inf),
                _above(sizes, high, 0, half - 1),
                _above(sizes, high - 1, half, inf),
            ]


def _below(sizes: list[int], than: int, least: float, most: float) -> Row:
    return [float(size < than) for size in sizes], least, most


def _above(sizes: list[int], than: int, least: float, most: float) -> Row:
    return [float(size > than) for size in sizes], least, most
