"""A table of counted people, and the same with what would give somebody away left out."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

LIMIT = 6  # fewer people than this are never shown as a number
_ONLY = ""  # the one row of a table of one dimension

Key = TypeVar("Key", bound=Hashable)
Cell = int | None  # None: hidden
Block = tuple[str, ...]
Kin = Collection[frozenset[str]]  # which columns would rather be hidden with each other


@dataclass(frozen=True)
class Table:
    """Each person stands in one cell. All margins are meant to be shown."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]

    @classmethod
    def line(cls, cells: Mapping[str, int]) -> "Table":
        """One dimension: parts of one whole."""
        return cls((_ONLY,), tuple(cells), {(_ONLY, column): count for column, count in cells.items()})

    @classmethod
    def grid(cls, rows: Mapping[str, Mapping[str, int]]) -> "Table":
        """Two dimensions; every row has the same columns."""
        columns = tuple(next(iter(rows.values()), {}))
        counts = {(row, column): cells[column] for row, cells in rows.items() for column in columns}
        return cls(tuple(rows), columns, counts)

    def sum(self, rows: Iterable[str], columns: Iterable[str]) -> int:
        across = tuple(columns)
        return sum(self.counts[row, column] for row in rows for column in across)


@dataclass(frozen=True)
class Safe:
    """What may be shown of a table."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    row_totals: Mapping[str, Cell]
    column_totals: Mapping[str, Cell]
    total: Cell

    @classmethod
    def line(cls, cells: Mapping[str, Cell], total: Cell) -> "Safe":
        """One that was protected before, and kept."""
        columns = tuple(cells)
        return cls((_ONLY,), columns, {(_ONLY, one): cells[one] for one in columns}, {_ONLY: total}, cells, total)

    @property
    def whole(self) -> bool:
        """Whether nothing is hidden."""
        return self.total is not None and None not in self.cells.values()

    def cell(self, column: str, row: str = _ONLY) -> Cell:
        return self.cells[row, column]


def protect(table: Table, kin: Kin = ()) -> Safe:
    """The same table without what is too small, and without what would let it be computed."""
    total = table.sum(table.rows, table.columns)
    if 0 < total < LIMIT:
        return _nothing(table)
    bands = _blocks({row: table.sum([row], table.columns) for row in table.rows})
    parts = {band: _blocks({column: table.sum(band, [column]) for column in table.columns}, kin) for band in bands}
    alone = {(band, block[0]) for band, blocks in parts.items() for block in blocks if len(block) == 1}
    single = {band[0]: band for band in bands if len(band) == 1}
    cells: dict[tuple[str, str], Cell] = {
        (row, column): table.counts[row, column] if (single.get(row), column) in alone else None
        for row in table.rows
        for column in table.columns
    }
    return Safe(
        table.rows,
        table.columns,
        cells,
        {row: table.sum([row], table.columns) if row in single else None for row in table.rows},
        {
            column: table.sum(table.rows, [column]) if all((band, column) in alone for band in bands) else None
            for column in table.columns
        },
        total,
    )


def _nothing(table: Table) -> Safe:
    return Safe(
        table.rows,
        table.columns,
        dict.fromkeys(table.counts),
        dict.fromkeys(table.rows),
        dict.fromkeys(table.columns),
        None,
    )


def _blocks(counts: Mapping[Key, int], kin: Collection[frozenset[Key]] = ()) -> list[tuple[Key, ...]]:
    """Parted so that each block may be shown as one number. What is too small is hidden together; where that is not
    enough, with the smallest of the others, those of its kin first, and at last with everybody."""
    hidden = [key for key, count in counts.items() if 0 < count < LIMIT]
    if not hidden:
        return [(key,) for key in counts]
    near = {key for group in kin if group & set(hidden) for key in group}
    others = [key for key, count in counts.items() if count >= LIMIT]
    for key in sorted(others, key=lambda key: (key not in near, counts[key])):
        if _is_enough([counts[one] for one in hidden]):
            break
        hidden.append(key)
    if not _is_enough([counts[one] for one in hidden]):
        return [tuple(counts)]
    return [tuple(key for key in counts if key in hidden), *((key,) for key in counts if key not in hidden)]


def _is_enough(counts: list[int]) -> bool:
    """Whether any of them could be `LIMIT` or more, for all that their sum tells: each is known to be somebody."""
    return len(counts) > 1 and sum(counts) - (len(counts) - 1) >= LIMIT
