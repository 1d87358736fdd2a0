"""What a champion carries, so that nobody burns out. Rooms above count what they know of."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from core.registry import Registry


@dataclass(frozen=True)
class Measure:
    """One column. `count(champion_ids, now=…)` gives numbers by champion's id, in a constant number of queries; where
    there is none, nothing. From `heavy` on it is much."""

    label: str | Promise
    count: Callable[..., Mapping[int, int]]
    heavy: int


measures: Registry[Measure] = Registry("measure of what a champion carries")


def counted(champion_ids: Collection[int], *, now: datetime) -> list[tuple[Measure, Mapping[int, int]]]:
    """Each measure with its numbers."""
    return [(measure, measure.count(champion_ids, now=now)) for measure in measures]
