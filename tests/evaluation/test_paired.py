"""The arithmetic of change: by hand, and against plain Python."""

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.change.paired import change
from evaluation.instruments import Better

# Student's t for 95 %, from a printed table, by degrees of freedom.
PRINTED = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 9: 2.262, 29: 2.045}


def test_by_hand():
    found = change([(7, 5), (8, 5), (6, 6), (9, 7), (5, 6), (7, 4)], Better.LOWER)
    # −2, −3, 0, −2, 1, −3: a sum of −9; squares from the mean −1.5: .25 + 2.25 + 2.25 + .25 + 6.25 + 2.25 = 13.5
    assert (found.n, found.before, found.after, found.mean, found.median) == (6, 7.0, 5.5, -1.5, -2.0)
    reach = 2.571 * math.sqrt(13.5 / 5) / math.sqrt(6)
    assert found.interval.low == pytest.approx(-1.5 - reach, abs=0.001)
    assert found.interval.high == pytest.approx(-1.5 + reach, abs=0.001)
    assert (found.better, found.same, found.worse) == (4, 1, 1)
    assert found.by_size == {-3: 2, -2: 2, 0: 1, 1: 1}


def test_the_other_way_round_where_higher_is_better():
    found = change([(1, 2), (2, 2), (3, 1)], Better.HIGHER)
    assert (found.better, found.same, found.worse) == (1, 1, 1)
    assert change([(1, 2), (1, 3)], Better.LOWER).worse == 2


def test_differences_of_an_index_that_read_alike_are_alike():
    """In floats 0.3 − 0.1 is a little less than 0.2, and 0.9 − 0.7 another little."""
    found = change([(0.1, 0.3), (0.7, 0.9), (0.812, 0.712), (0.3, 0.2)], Better.HIGHER)
    assert found.by_size == {-0.1: 2, 0.2: 2}
    assert change([(0.1 + 0.2, 0.3)], Better.HIGHER).same == 1


def test_one_person_has_no_interval_and_nobody_has_no_change():
    assert change([(3, 4)], Better.HIGHER).interval is None
    with pytest.raises(ValueError, match="nobody"):
        change([], Better.HIGHER)


def test_who_all_change_alike_vary_not_at_all():
    found = change([(3, 5)] * 8, Better.HIGHER)
    assert (found.interval.low, found.interval.high) == (2, 2)


@pytest.mark.parametrize("freedom", PRINTED)
def test_interval_is_as_wide_as_the_printed_table_says(freedom):
    changes = [float(place % 3) for place in range(freedom + 1)]
    found = change([(0, one) for one in changes], Better.HIGHER)
    error = statistics.stdev(changes) / math.sqrt(len(changes))
    width = (found.interval.high - found.interval.low) / 2
    assert width == pytest.approx(PRINTED[freedom] * error, rel=0.001)


scores = st.integers(0, 10)


@given(st.lists(st.tuples(scores, scores), min_size=1, max_size=40), st.sampled_from(list(Better)))
def test_as_a_loop_in_plain_python_counts_it(pairs, better):
    found = change(pairs, better)
    total = good = bad = 0
    for before, after in pairs:
        total += after - before
        gain = after - before if better == Better.HIGHER else before - after
        good, bad = good + (gain > 0), bad + (gain < 0)
    ordered = sorted(after - before for before, after in pairs)
    middle = len(ordered) // 2
    by_half = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    assert found.mean == pytest.approx(total / len(pairs))
    assert found.median == by_half
    assert (found.better, found.worse, found.same) == (good, bad, len(pairs) - good - bad)
    assert sum(found.by_size.values()) == found.n == len(pairs)
    assert found.interval is None or found.interval.low <= found.mean + 1e-9
