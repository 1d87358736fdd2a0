"""Tables of several centres together."""

from collections.abc import Iterable, Sequence

from evaluation.safe.tables import Cell, Safe


def several(tables: Sequence[Safe]) -> Safe | None:
    """Nothing but the sum of what is shown of each, so that it tells nothing new, whichever centres are put together.

    A table without a total is left out as a whole. None, where nothing is left.
    """
    shown = [one for one in tables if one.total is not None]
    if not shown:
        return None
    first = shown[0]
    return Safe(
        first.rows,
        first.columns,
        {key: _sum(one.cells[key] for one in shown) for key in first.cells},
        {row: _sum(one.row_totals[row] for one in shown) for row in first.rows},
        {column: _sum(one.column_totals[column] for one in shown) for column in first.columns},
        _sum(one.total for one in shown),
    )


def _sum(cells: Iterable[Cell]) -> Cell:
    total = 0
    for cell in cells:
        if cell is None:
            return None
        total += cell
    return total
