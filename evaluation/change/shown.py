"""What may be said of a cohort, or of several centres' together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from statistics import fmean

from evaluation.change.cohort import Cohort, Measured
from evaluation.change.guessing import ALL, Said, digest, may_be_said
from evaluation.change.paired import Change, Interval, Pair, change
from evaluation.instruments import Instrument, Scale, registry
from evaluation.models import SittingState
from evaluation.safe import LIMIT, Safe, Table, protect, several

BETTER, SAME, WORSE = "better", "same", "worse"
# In this order; a sitting that is still open when its year has settled was never closed, and counts as not answered.
ENDED = (SittingState.DONE, SittingState.DECLINED, SittingState.LAPSED, SittingState.CALLED_OFF)


@dataclass(frozen=True)
class Facts:
    """Of how many people, and what may be said of their change (`Change`): a fact that would tell how few of them are
    better or worse is None. Of several centres: of those together of which each says all."""

    n: int
    before: float | None = None
    after: float | None = None
    mean: float | None = None
    median: float | None = None
    interval: Interval | None = None

    @property
    def is_partial(self) -> bool:
        return None in (self.before, self.after, self.mean, self.median, self.interval)


@dataclass(frozen=True)
class ScaleShown:
    """`facts` is None where fewer than six people have both scores. `by_size`: only where every size of change has
    six people, or none: with the mean beside it, what is hidden could be computed. `lost`: the first mean of those
    who were lost, where they are enough."""

    instrument: Instrument
    scale: Scale
    facts: Facts | None
    ways: Safe | None
    by_size: dict[float, int] | None
    lost: float | None


@dataclass(frozen=True)
class Shown:
    """`completion` is None where it would tell, beside how many have both scores, that a few have not."""

    scales: list[ScaleShown]
    completion: Safe | None


def shown(cohorts: Sequence[Cohort]) -> Shown:
    measured = sorted({key for one in cohorts for key in (*one.pairs, *one.lost)}, key=_place)
    return Shown([_scale(key, cohorts) for key in measured], several([completion(one) for one in cohorts]))


def _place(key: Measured) -> tuple[int, str]:
    keys = [one.key for one in registry]
    return keys.index(key[0]), key[1]


def completion(one: Cohort) -> Safe:
    """How the second time ended for those who were asked: hidden as a whole, where some numbers of it together, less a
    number of those with both scores, would be a few people."""
    states: list[SittingState] = [
        SittingState.LAPSED if state == SittingState.OPEN else state for state in one.states.values()
    ]
    table = protect(Table.line({state.value: states.count(state) for state in ENDED}))
    if table.total is None:
        return table
    both = [len(pairs) for pairs in one.pairs.values() if len(pairs) >= LIMIT]
    if any(0 < abs(number - n) < LIMIT for number in _sums(table, table.total) for n in both):
        return Safe.line(dict.fromkeys(table.columns), None)
    return table


def _sums(table: Safe, total: int) -> set[int]:
    """Every sum of what is shown, and of what is hidden together."""
    shown = [number for number in table.cells.values() if number is not None]
    blocks = [*shown, total - sum(shown)]
    return {sum(some) for many in range(1, len(blocks) + 1) for some in combinations(blocks, many)}


def _scale(key: Measured, cohorts: Sequence[Cohort]) -> ScaleShown:
    """Of those centres where it may be shown for each."""
    instrument = registry[key[0]]
    scale = instrument.scale(key[1])
    enough = [one for one in cohorts if len(one.pairs.get(key, {})) >= LIMIT]
    if not enough:
        return ScaleShown(instrument, scale, None, None, None, None)
    each = [_alone(key, one, scale) for one in enough]
    pooled = change([pair for one in each for pair in one.pairs], scale.better)
    lost = [value for one in enough for value in _enough(one.lost.get(key, {}))]
    return ScaleShown(
        instrument=instrument,
        scale=scale,
        facts=_facts(each, scale),
        ways=several([one.ways for one in each]),
        by_size=pooled.by_size if all(one.sizes_shown for one in each) else None,
        lost=fmean(lost) if lost else None,
    )


@dataclass(frozen=True)
class _Alone:
    """One centre by itself."""

    pairs: list[Pair]
    change: Change
    ways: Safe
    sizes_shown: bool
    said: Said


def _alone(key: Measured, one: Cohort, scale: Scale) -> _Alone:
    pairs = list(one.pairs[key].values())
    found, said = change(pairs, scale.better), one.said.get(key)
    if said is None or said.pairs != digest(pairs):
        said = Said(digest(pairs), _may_be_said(tuple(sorted(pairs)), scale))
    return _Alone(pairs, found, _ways(found), _sizes_shown(found), said)


def _ways(found: Change) -> Safe:
    return protect(Table.line({BETTER: found.better, SAME: found.same, WORSE: found.worse}))


def _sizes_shown(found: Change) -> bool:
    return min(found.by_size.values()) >= LIMIT


@lru_cache(maxsize=1000)  # most questions part the same people alike
def _may_be_said(pairs: tuple[Pair, ...], scale: Scale) -> frozenset[str]:
    found = change(pairs, scale.better)
    return may_be_said(found, scale, _ways(found), sizes_shown=_sizes_shown(found))


def mean_may_be_said(one: Cohort, key: Measured, persons: Collection[int]) -> bool:
    """Of some of a cohort, where it may be said of all of it, too: they may be nearly the same people."""
    everybody, scale = one.pairs[key], registry[key[0]].scale(key[1])
    both = (everybody.values(), [everybody[person] for person in persons])
    return all("mean" in _may_be_said(tuple(sorted(pairs)), scale) for pairs in both)


def said(one: Cohort) -> dict[Measured, Said]:
    """What may be said of each scale of a cohort: to be kept, since it takes long to find."""
    enough = [key for key, pairs in one.pairs.items() if len(pairs) >= LIMIT]
    return {key: _alone(key, one, registry[key[0]].scale(key[1])).said for key in enough}


def _facts(each: Sequence[_Alone], scale: Scale) -> Facts:
    if len(each) == 1:
        found, may = each[0].change, each[0].said.facts
    else:
        whole = [pair for one in each if one.said.facts == ALL for pair in one.pairs]
        if not whole:
            return Facts(sum(one.change.n for one in each))
        found, may = change(whole, scale.better), ALL
    return Facts(found.n, **{name: getattr(found, name) for name in may})


def _enough(values: dict[int, float]) -> list[float]:
    return list(values.values()) if len(values) >= LIMIT else []
