"""What may be said of a cohort, or of several centres' together."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from evaluation.change.cohort import Cohort, Measured
from evaluation.change.paired import Change, change
from evaluation.instruments import Instrument, Scale, registry
from evaluation.models import SittingState
from evaluation.safe import LIMIT, Safe, Table, protect, several

BETTER, SAME, WORSE = "better", "same", "worse"
# In this order; a sitting that is still open when its year has settled was never closed, and counts as not answered.
ENDED = (SittingState.DONE, SittingState.DECLINED, SittingState.LAPSED, SittingState.CALLED_OFF)


@dataclass(frozen=True)
class ScaleShown:
    """`change` is None where fewer than six people have both scores. `by_size`: only where every size of change has
    six people, or none: with the mean beside it, what is hidden could be computed. `lost`: the first mean of those
    who were lost, where they are enough."""

    instrument: Instrument
    scale: Scale
    change: Change | None
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
    """How the second time ended for those who were asked: hidden as a whole, where a number of it less a number of
    those with both scores would be a few people."""
    states: list[SittingState] = [
        SittingState.LAPSED if state == SittingState.OPEN else state for state in one.states.values()
    ]
    table = protect(Table.line({state.value: states.count(state) for state in ENDED}))
    both = [len(pairs) for pairs in one.pairs.values() if len(pairs) >= LIMIT]
    known = [number for number in (table.total, *table.cells.values()) if number is not None]
    if any(0 < abs(number - n) < LIMIT for number in known for n in both):
        return Safe.line(dict.fromkeys(table.columns), None)
    return table


def _scale(key: Measured, cohorts: Sequence[Cohort]) -> ScaleShown:
    """Of those centres where it may be shown for each."""
    instrument = registry[key[0]]
    scale = instrument.scale(key[1])
    enough = [one for one in cohorts if len(one.pairs.get(key, {})) >= LIMIT]
    if not enough:
        return ScaleShown(instrument, scale, None, None, None, None)
    changes = [change(list(one.pairs[key].values()), scale.better) for one in enough]
    pooled = change([pair for one in enough for pair in one.pairs[key].values()], scale.better)
    sizes = [each for each in changes if min(each.by_size.values()) >= LIMIT]
    lost = [value for one in enough for value in _enough(one.lost.get(key, {}))]
    ways = several([_ways(each) for each in changes])
    return ScaleShown(
        instrument=instrument,
        scale=scale,
        change=pooled,
        ways=ways,
        by_size=pooled.by_size if len(sizes) == len(changes) else None,
        lost=fmean(lost) if lost else None,
    )


def _enough(values: dict[int, float]) -> list[float]:
    return list(values.values()) if len(values) >= LIMIT else []


def _ways(one: Change) -> Safe:
    return protect(Table.line({BETTER: one.better, SAME: one.same, WORSE: one.worse}))
