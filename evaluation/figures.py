"""The numbers as they may be shown: counted, protected, kept for a while, and put into words and charts."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple, TypeVar

from django.core.cache import cache
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import dates
from evaluation import safe, tied
from evaluation.indicators import WHOLE, Group, Indicator, Kind, Quarter, Scope, registry
from evaluation.services.quarter_counts import Ahead
from evaluation.tied import Lines

KEPT = 3600  # seconds
T = TypeVar("T")
Cells = dict[str, safe.Cell]


class Columns(NamedTuple):
    """What may be shown of one indicator, and as of when: for each quarter of a scope."""

    cells: list[Cells]
    as_of: list[datetime]


@dataclass(frozen=True)
class Row:
    """One line of a table: a cell for each quarter."""

    label: str
    cells: list[safe.Cell]
    is_whole: bool = False

    @property
    def words(self) -> list[str]:
        return [_("hidden") if cell is None else str(cell) for cell in self.cells]


@dataclass(frozen=True)
class Figure:
    """One indicator over some quarters."""

    indicator: Indicator
    quarters: Sequence[Quarter]
    rows: list[Row]

    @property
    def headings(self) -> list[str]:
        return [words(quarter) for quarter in self.quarters]

    @property
    def parts(self) -> list[Row]:
        """The lines without their sum."""
        return [row for row in self.rows if not row.is_whole]

    @property
    def totals(self) -> list[safe.Cell]:
        """Of each quarter, what the lines are parts of."""
        whole = next((row for row in self.rows if row.is_whole), None)
        if whole:
            return whole.cells
        return [_sum(row.cells[nth] for row in self.rows) for nth, _quarter in enumerate(self.quarters)]

    @property
    def is_drawn(self) -> bool:
        """Whether there is something to see in a picture of it."""
        return any(cell for row in self.parts for cell in row.cells)

    @property
    def rest(self) -> list[int]:
        """Of each quarter, how many are in hidden lines together: what the sum, where it is shown, says anyway."""
        return [
            total - sum(row.cells[nth] or 0 for row in self.parts) if total is not None else 0
            for nth, total in enumerate(self.totals)
        ]

    @property
    def hides(self) -> bool:
        return any(cell is None for row in self.rows for cell in row.cells)

    @property
    def table_headings(self) -> list[str]:
        """The newest first: on a telephone it is the one in sight."""
        return ["", *reversed(self.headings)]

    @property
    def table(self) -> list[list[str]]:
        return [[row.label, *reversed(row.words)] for row in self.rows]


def _sum(cells: Iterable[safe.Cell]) -> safe.Cell:
    known = list(cells)
    return None if None in known else sum(cell or 0 for cell in known)


def words(quarter: Quarter) -> str:
    """ "Jan.–March 2026"."""
    months = {
        1: _("Jan.–March %(year)s"),
        2: _("April–June %(year)s"),
        3: _("July–Sept. %(year)s"),
        4: _("Oct.–Dec. %(year)s"),
    }
    return months[quarter.number] % {"year": quarter.year}


@dataclass(frozen=True)
class Sheet:
    """All indicators of a scope. `as_of`: of each quarter, when the oldest of its numbers was counted."""

    quarters: Sequence[Quarter]
    groups: list[tuple[Group, list[Figure]]]
    as_of: list[datetime]

    @property
    def freshness(self) -> list[str]:
        """In a sentence; in several where the quarters were counted at different times, the newest first."""
        moments = [timezone.localtime(at).replace(second=0, microsecond=0) for at in reversed(self.as_of)]
        counted = list(zip(moments, reversed(self.quarters), strict=True))
        if len(set(moments)) == 1:
            return [_("As of %(moment)s.") % {"moment": _moment(moments[0])}]
        return [
            _("%(quarters)s: as of %(moment)s.")
            % {"moment": _moment(at), "quarters": ", ".join(words(quarter) for _at, quarter in those)}
            for at, those in groupby(counted, key=lambda one: one[0])
        ]


def _moment(at: datetime) -> str:
    return f"{dates.full(at)}, {dates.clock(at)}"


def sheet(ahead: Ahead) -> Sheet:
    """What may be shown, over the centres of the scope together. At most a query for each indicator, and two."""
    quarters = ahead.scope.quarters
    columns = {indicator.slug: _kept(indicator, ahead) for indicator in registry}
    shown = [_figure(indicator, columns[indicator.slug], quarters) for indicator in registry]
    groups = [(group, [figure for figure in shown if figure.indicator.group == group]) for group in Group]
    as_of = [min(one.as_of[nth] for one in columns.values()) for nth, _quarter in enumerate(quarters)]
    return Sheet(quarters, [(group, found) for group, found in groups if found], as_of)


def figure(indicator: Indicator, scope: Scope) -> Figure:
    """What may be shown of one."""
    return _figure(indicator, _kept(indicator, Ahead(scope)), scope.quarters)


def _figure(indicator: Indicator, kept: Columns, quarters: Sequence[Quarter]) -> Figure:
    columns = kept.cells
    rows = [
        Row(capfirst(str(label)), [column[line] for column in columns], is_whole=line == WHOLE)
        for line, label in indicator.labels.items()
    ]
    if indicator.kind == Kind.PARTS and len(indicator.labels) > 1:
        rows.append(Row(_("In all"), [column[WHOLE] for column in columns], is_whole=True))
    return Figure(indicator, quarters, _telling(rows, columns))


def line(indicator: Indicator, ahead: Ahead, name: str) -> list[safe.Cell]:
    """What may be shown of one line, or of the whole (`WHOLE`), by quarter."""
    return [column[name] for column in _kept(indicator, ahead).cells]


def _telling(rows: list[Row], columns: Sequence[Cells]) -> list[Row]:
    """Those that say something: a number, or that one is hidden in a quarter of which something is shown. Whether a
    line is left out depends on nothing but what is shown of it."""
    if len(rows) == 1:
        return rows
    is_open = [column.get(WHOLE) is not None for column in columns]
    return [
        row
        for row in rows
        if row.is_whole
        or any(cell or (cell is None and shown) for cell, shown in zip(row.cells, is_open, strict=True))
    ]


def _kept(indicator: Indicator, ahead: Ahead) -> Columns:
    return kept(indicator.slug, ahead, lambda: _counted(indicator, ahead))


def kept(what: str, ahead: Ahead, made: Callable[[], T]) -> T:
    """Until something of the scope is counted again; for an hour, where it is not counted ahead."""
    scope = ahead.scope
    parts = (what, ahead.stamp, *map(str, scope.quarters), *map(str, scope.centres))
    key = hashlib.sha256("/".join(parts).encode()).hexdigest()
    found: T = cache.get_or_set(f"evidence:{key}", made, KEPT)  # type: ignore[assignment]
    return found


def _counted(indicator: Indicator, ahead: Ahead) -> Columns:
    """With the numbers of those that it is tied to; as of the oldest of them."""
    needed = [indicator, *(registry[tie.other] for tie in indicator.ties)]
    counted = {one.slug: ahead.counts(one) for one in needed}

    def at(centre: int, quarter: Quarter) -> dict[str, Lines]:
        return {
            one.slug: {line: counted[one.slug][0][centre, quarter].get(line, 0) for line in one.labels}
            for one in needed
        }

    scope = ahead.scope
    shown = [cells(indicator, [at(centre, quarter) for centre in scope.centres]) for quarter in scope.quarters]
    as_of = zip(*(moments for _counts, moments in counted.values()), strict=True)
    return Columns(shown, [min(moments) for moments in as_of])


def cells(indicator: Indicator, found: Sequence[Mapping[str, Lines]]) -> Cells:
    """Of one quarter, from what was counted at each centre of this one and of those that it is tied to. Each centre is
    protected by itself, and what they have together is the sum of what is shown."""
    tables = [every[indicator.slug] for every in found if not tied.is_cut(indicator, every)]
    return _of_centres(indicator, tables) if tables else {**dict.fromkeys(indicator.labels), WHOLE: None}


def _of_centres(indicator: Indicator, tables: Sequence[Lines]) -> Cells:
    if indicator.kind == Kind.WORK:
        parts = {line: sum(lines[line] for lines in tables) for line in indicator.labels}
        return {**parts, WHOLE: sum(parts.values())}
    if indicator.kind == Kind.PARTS:
        return _parts(tables, tied.kin(indicator))
    # Each line is a table of its own: those that are for it, and all others.
    shown = _parts([{"": lines[WHOLE]} for lines in tables])
    for line in filter(None, indicator.labels):
        shown[line] = _parts([{line: lines[line], "others": lines[WHOLE] - lines[line]} for lines in tables])[line]
    return shown


def _parts(tables: Sequence[Lines], kin: safe.Kin = ()) -> Cells:
    joined = safe.several([safe.protect(safe.Table.line(lines), kin) for lines in tables])
    if joined is None:
        return {**dict.fromkeys(tables[0]), WHOLE: None}
    return {**{line: joined.cell(line) for line in tables[0]}, WHOLE: joined.total}
