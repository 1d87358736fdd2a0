"""The numbers as they may be shown: counted, protected, kept for a while, and put into words and charts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from evaluation import safe, tied
from evaluation.indicators import WHOLE, Counts, Group, Indicator, Kind, Quarter, Scope, registry
from evaluation.tied import Lines

KEPT = 3600  # seconds: numbers are as of the hour
Cells = dict[str, safe.Cell]
Known = dict[str, Counts]  # by indicator, what was counted a moment ago


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
        return (
            whole.cells if whole else [_sum(column) for column in zip(*(row.cells for row in self.rows), strict=True)]
        )

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


def figures(scope: Scope, group: Group | None = None) -> Iterator[Figure]:
    """Every indicator, in order; or those of a group."""
    known: Known = {}
    for indicator in sorted(registry, key=lambda one: list(Group).index(one.group)):
        if group is None or indicator.group == group:
            yield figure(indicator, scope, known)


def figure(indicator: Indicator, scope: Scope, known: Known | None = None) -> Figure:
    """What may be shown of one, over the centres of the scope together. What was counted is kept for an hour."""
    columns = [_kept(indicator, scope, quarter, {} if known is None else known) for quarter in scope.quarters]
    rows = [
        Row(capfirst(str(label)), [column[line] for column in columns], is_whole=line == WHOLE)
        for line, label in indicator.labels.items()
    ]
    if indicator.kind == Kind.PARTS and len(indicator.labels) > 1:
        rows.append(Row(_("In all"), [column[WHOLE] for column in columns], is_whole=True))
    return Figure(indicator, scope.quarters, _telling(rows, columns))


def line(indicator: Indicator, scope: Scope, name: str) -> list[safe.Cell]:
    """What may be shown of one line, or of the whole (`WHOLE`), by quarter."""
    return [_kept(indicator, scope, quarter, {})[name] for quarter in scope.quarters]


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


def _kept(indicator: Indicator, scope: Scope, quarter: Quarter, known: Known) -> Cells:
    found: dict[str, Cells] = cache.get_or_set(  # type: ignore[assignment]
        _key(indicator, scope), lambda: _counted(indicator, scope, known), KEPT
    )
    return found[str(quarter)]


def _key(indicator: Indicator, scope: Scope) -> str:
    centres = ",".join(map(str, scope.centres))
    return f"evidence:{indicator.slug}:{scope.quarters[-1]}:{len(scope.quarters)}:{centres}"


def _counted(indicator: Indicator, scope: Scope, known: Known) -> dict[str, Cells]:
    needed = [indicator, *(registry[tie.other] for tie in indicator.ties)]
    for one in needed:
        if one.slug not in known:
            known[one.slug] = one.count(scope)
    return {
        str(quarter): cells(
            indicator,
            [
                {
                    one.slug: {line: known[one.slug][centre, quarter].get(line, 0) for line in one.labels}
                    for one in needed
                }
                for centre in scope.centres
            ],
        )
        for quarter in scope.quarters
    }


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
