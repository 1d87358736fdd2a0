"""What may be shown: by hand, and under attack."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.safe import LIMIT, Safe, Table, protect, several
from tests.evaluation.solver import Puzzle


def line(*counts: int) -> list[int | None]:
    safe = protect(Table.line({str(place): count for place, count in enumerate(counts)}))
    return [safe.cell(column) for column in safe.columns]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((8, 20, 6), [8, 20, 6]),
        ((8, 0, 20), [8, 0, 20]),
        # One that is too small takes the smallest of the others with it.
        ((3, 20, 9), [None, 20, None]),
        # Two that are too small hide each other, where their sum lets either be six.
        ((3, 4, 20), [None, None, 20]),
        # Here neither could: each is one at least, so that five is the most.
        ((3, 3, 20), [None, None, None]),
        ((2, 1, 9, 30), [None, None, None, 30]),
        ((3, 0, 20), [None, 0, None]),
        # Nobody is left to hide behind: not even the zero is told.
        ((3, 0, 3), [None, None, None]),
        ((5, 0, 0), [None, None, None]),
        ((0, 0, 0), [0, 0, 0]),
    ],
)
def test_a_line_by_hand(counts, shown):
    assert line(*counts) == shown


def test_total_of_a_few_is_hidden_and_others_are_not():
    assert protect(Table.line({"a": 2, "b": 3})).total is None
    assert protect(Table.line({"a": 2, "b": 4})).total == 6


def test_a_small_row_goes_with_another_and_its_columns_stay_where_they_tell_nothing():
    safe = protect(Table.grid({"x": {"a": 2, "b": 1}, "y": {"a": 10, "b": 7}, "z": {"a": 20, "b": 30}}))
    assert safe.row_totals == {"x": None, "y": None, "z": 50}
    assert {key for key, value in safe.cells.items() if value is not None} == {("z", "a"), ("z", "b")}
    assert safe.column_totals == {"a": 32, "b": 38}
    assert safe.total == 70


def test_a_small_cell_hides_its_column_total_as_well():
    safe = protect(Table.grid({"x": {"a": 2, "b": 9, "c": 12}, "y": {"a": 10, "b": 7, "c": 8}}))
    assert safe.cells["x", "a"] is None
    assert safe.cells["x", "b"] is None
    assert safe.column_totals == {"a": None, "b": None, "c": 20}
    assert safe.row_totals == {"x": 23, "y": 25}


def test_several_centres_are_the_sum_of_what_each_shows():
    one, two = (protect(Table.line(cells)) for cells in ({"a": 10, "b": 8, "c": 0}, {"a": 7, "b": 2, "c": 9}))
    few = protect(Table.line({"a": 1, "b": 1, "c": 1}))
    together = several([one, two, few])
    assert [together.cell(column) for column in "abc"] == [None, None, 9]
    assert together.total == 36
    assert several([few]) is None


def puzzle_of(safe: Safe, name: str = "", puzzle: Puzzle | None = None) -> Puzzle:
    """Everything that the page says, as equations."""
    known = puzzle or Puzzle()
    for (row, column), value in safe.cells.items():
        known.unknown(f"{name}{row}/{column}", value)
    for row in safe.rows:
        known.unknown(f"{name}{row}/*", safe.row_totals[row])
        known.adds_up([f"{name}{row}/{column}" for column in safe.columns], f"{name}{row}/*")
    for column in safe.columns:
        known.unknown(f"{name}*/{column}", safe.column_totals[column])
        known.adds_up([f"{name}{row}/{column}" for row in safe.rows], f"{name}*/{column}")
    known.unknown(f"{name}*/*", safe.total)
    known.adds_up([f"{name}{row}/*" for row in safe.rows], f"{name}*/*")
    return known


def truths(table: Table, name: str = "") -> dict[str, int]:
    """Every number of the table, shown or not."""
    rows, columns = {**{row: [row] for row in table.rows}, "*": table.rows}, {c: [c] for c in table.columns}
    columns["*"] = list(table.columns)
    return {f"{name}{r}/{c}": table.sum(rows[r], columns[c]) for r, c in product(rows, columns)}


small = st.one_of(st.integers(0, 9), st.integers(0, 24))


@st.composite
def tables(draw):
    across, down = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    return Table.grid({f"r{r}": {f"c{c}": draw(small) for c in range(down)} for r in range(across)})


@settings(max_examples=250, deadline=None)
@given(tables())
def test_no_number_of_one_to_five_follows_from_a_table(table):
    puzzle, numbers = puzzle_of(protect(table)), truths(table)
    for name, number in numbers.items():
        assert puzzle.bounds[name] in {(0, 80), (number, number)}, "what is shown is true"
        if 0 < number < LIMIT:
            assert not puzzle.gives_away(name), (name, table)


@settings(max_examples=250, deadline=None)
@given(st.lists(small, min_size=1, max_size=6))
def test_knowing_that_a_zero_would_be_shown_does_not_help(counts):
    """Where any cell is shown, whoever knows the rule knows that a hidden one is not zero."""
    table = Table.line({f"c{place}": count for place, count in enumerate(counts)})
    safe = protect(table)
    puzzle = puzzle_of(safe)
    if any(value is not None for value in safe.cells.values()):
        for (row, column), value in safe.cells.items():
            if value is None:
                puzzle.bounds[f"{row}/{column}"] = (1, 80)
    for name, number in truths(table).items():
        if 0 < number < LIMIT and safe.total is not None:
            assert not puzzle.gives_away(name), (name, counts)


def test_the_attacker_is_able_to_find_what_a_careless_table_gives_away():
    """The test can fail: with one cell left out and the total beside it, the attacker knows."""
    table = Table.line({"a": 3, "b": 20, "c": 9})
    careless = Safe(
        table.rows,
        table.columns,
        {("", "a"): None, ("", "b"): 20, ("", "c"): 9},
        {"": 32},
        {"a": None, "b": 20, "c": 9},
        32,
    )
    puzzle = puzzle_of(careless)
    assert puzzle.gives_away("/a")
    assert puzzle.can_be("/a", 3)
    assert not puzzle.can_be("/a", 4)


def test_the_attacker_is_able_to_find_what_two_hidden_rows_give_away():
    table = Table.grid({"x": {"a": 2, "b": 9}, "y": {"a": 10, "b": 7}})
    careless = Safe(
        table.rows,
        table.columns,
        {("x", "a"): None, ("x", "b"): None, ("y", "a"): None, ("y", "b"): 7},
        {"x": 11, "y": 17},
        {"a": 12, "b": 16},
        28,
    )
    assert puzzle_of(careless).gives_away("x/a")
