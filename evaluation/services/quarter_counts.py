"""Counting quarters ahead of whoever opens the page, and what was counted so.

The job asks each indicator once for all centres together, so that the work grows with what happened and not with how
many centres there are. What is kept is raw; protecting it is for whoever shows it (`evaluation.figures`).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Max, Min, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from centres.models import Centre
from evaluation.indicators import Counts, Indicator, Quarter, Scope, registry, up_to
from evaluation.indicators.quarters import SHOWN
from evaluation.models import QuarterCount

EARLIER = 8  # quarters before those that the page opens on: two years


class _Row(NamedTuple):
    counts: Mapping[str, Mapping[str, int]]
    at: datetime


class Ahead:
    """What was counted ahead of a scope, read when it is first needed; what was not is counted at once: of a new
    centre, an old quarter, a new indicator."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._at_once: dict[str, Counts] = {}

    def counts(self, indicator: Indicator) -> tuple[Counts, list[datetime]]:
        """And of each quarter, when the oldest of its numbers was counted. A query for the first indicator, and one
        for each that was not counted ahead."""
        rows, scope = self._rows, self.scope
        wanted = {quarter: [(centre, quarter) for centre in scope.centres] for quarter in scope.quarters}
        keys = [key for some in wanted.values() for key in some]
        if not keys or not all(key in rows and indicator.slug in rows[key].counts for key in keys):
            return self._count(indicator), [scope.now] * len(scope.quarters)
        as_of = [min(rows[key].at for key in some) for some in wanted.values()]
        return {key: rows[key].counts[indicator.slug] for key in keys}, as_of

    def _count(self, indicator: Indicator) -> Counts:
        """Once, however many others are shown only beside it."""
        if indicator.slug not in self._at_once:
            self._at_once[indicator.slug] = indicator.count(self.scope)
        return self._at_once[indicator.slug]

    @cached_property
    def stamp(self) -> str:
        """Another text, whenever something of the scope was counted again. One query."""
        found = self._stored.aggregate(rows=Count("pk"), first=Min("counted_at"), last=Max("counted_at"))
        times = [found[end].timestamp() if found[end] else 0 for end in ("first", "last")]
        return f"{found['rows']}-{times[0]:.6f}-{times[1]:.6f}"

    @cached_property
    def _rows(self) -> Mapping[tuple[int, Quarter], _Row]:
        quarters = {str(quarter): quarter for quarter in self.scope.quarters}
        rows = self._stored.values_list("centre", "quarter", "counts", "counted_at")
        return {(centre, quarters[quarter]): _Row(counts, at) for centre, quarter, counts, at in rows}

    @property
    def _stored(self) -> "QuerySet[QuarterCount, QuarterCount]":
        quarters = [str(quarter) for quarter in self.scope.quarters]
        return QuarterCount.objects.filter(centre__in=self.scope.centres, quarter__in=quarters)


def refresh(*, now: datetime) -> int:
    """Count the quarters that the page opens on, at all centres; returns how many rows. What is put right in a
    register of the last nine months is in the numbers at the next run."""
    return _count(up_to(_this(now)), now)


def refresh_earlier(*, now: datetime) -> int:
    """Count the quarters before: they change seldom, and still do (somebody comes a fourth time, a case is closed)."""
    return _count(up_to(_this(now), SHOWN + EARLIER)[:EARLIER], now)


def _this(now: datetime) -> Quarter:
    return Quarter.of(timezone.localdate(now))


def _count(quarters: list[Quarter], now: datetime) -> int:
    """One query for each indicator, and one to write."""
    centres = tuple(Centre.objects.order_by("pk").values_list("pk", flat=True))
    scope = Scope(centres, tuple(quarters), now)
    found = {slug: indicator.count(scope) for slug, indicator in registry.items()}
    rows = [
        QuarterCount(centre_id=centre, quarter=str(quarter), counts=_at(found, centre, quarter), counted_at=now)
        for centre in centres
        for quarter in quarters
    ]
    QuarterCount.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["centre", "quarter"],
        update_fields=["counts", "counted_at"],
    )
    return len(rows)


def _at(found: Mapping[str, Counts], centre: int, quarter: Quarter) -> dict[str, dict[str, int]]:
    return {
        slug: {line: many for line, many in counts[centre, quarter].items() if many} for slug, counts in found.items()
    }
