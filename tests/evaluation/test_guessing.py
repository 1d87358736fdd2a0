"""Whoever knows a mean and its interval tries every way in which so many people could have answered, and is certain of
no few people. It knows nothing of the program that decides what is said."""

import random
from collections.abc import Iterator
from itertools import combinations_with_replacement, pairwise, product

import pytest

from evaluation.change.cohort import Cohort
from evaluation.change.guessing import ALL, LEVELS, Said, digest
from evaluation.change.paired import change
from evaluation.change.shown import said, shown
from evaluation.instruments import Better, registry
from evaluation.safe import LIMIT

MEASURED, LOWEST, HIGHEST = ("belonging:cchs", "belonging"), 1, 4
PAIRS = list(product(range(LOWEST, HIGHEST + 1), repeat=2))
FACTS = ("before", "after", "mean", "median")


def a_cohort(pairs) -> Cohort:
    one = Cohort()
    one.pairs[MEASURED] = dict(enumerate(pairs))
    return one


def by_chance(dice, many):
    """Some stay as they are."""
    moves = [0] * dice.choice([1, 3, 6]) + [-1, 1] * dice.choice([1, 2]) + [2, -2]
    befores = [dice.randint(LOWEST, HIGHEST) for _nth in range(many)]
    return [(one, min(HIGHEST, max(LOWEST, one + dice.choice(moves)))) for one in befores]


def every_world(many, mean) -> Iterator[tuple]:
    """Each way in which so many people can have answered twice, with such a mean change."""
    for world in combinations_with_replacement(PAIRS, many):
        if mean is None or round(sum(after - before for before, after in world) / many, 1) == mean:
            yield world


def told(pairs, facts, better=Better.HIGHER):
    """As it would be said."""
    found = change(pairs, better)
    rounded = {name: round(getattr(found, name), 1) for name in FACTS if name in facts}
    if "interval" in facts:
        rounded |= {"low": round(found.interval.low, 1), "high": round(found.interval.high, 1)}
    return rounded


def counts(pairs):
    found = change(pairs, Better.HIGHER)
    return {"better": found.better, "same": found.same, "worse": found.worse, **found.by_size}


def certain(pairs, facts, ways, *, sizes_shown) -> set:
    """Which hidden counts everything that fits says to be a few."""
    truth = counts(pairs)
    wanted = told(pairs, facts)
    open_ones = {name for name in truth if name not in ways.columns or ways.cell(name) is None}
    if sizes_shown:
        open_ones = set()
    few = {name for name in open_ones if 0 < truth[name] < LIMIT}
    for world in every_world(len(pairs), wanted.get("mean")):
        if not few:
            break
        found = counts(world)
        if all(ways.cell(name) in (None, found[name]) for name in ways.columns) and told(world, facts) == wanted:
            few = {name for name in few if 0 < found.get(name, 0) < LIMIT}
    return few


@pytest.mark.parametrize("seed", [0, 11, 13, 23, 42, 43, 58, 61, 70, 99])  # worlds of which something is said
def test_no_hidden_count_can_be_reckoned_from_what_is_said(seed):
    dice = random.Random(seed)
    pairs = by_chance(dice, dice.choice([6, 7]))
    one = shown([a_cohort(pairs)]).scales[0]
    facts = said(a_cohort(pairs))[MEASURED].facts
    assert {name for name in (*FACTS, "interval") if getattr(one.facts, name) is not None} == facts
    assert facts
    assert certain(pairs, facts, one.ways, sizes_shown=one.by_size is not None) == set()


def test_all_of_it_said_would_tell():
    """Else there would be nothing to guard against."""
    pairs = [(2, 3), *[(2, 2)] * 7]  # one is better, and seven are as before
    one = shown([a_cohort(pairs)]).scales[0]
    assert certain(pairs, ALL, one.ways, sizes_shown=False) == {"better", 1}
    assert one.facts.n == 8
    assert one.facts.mean is None


def test_many_people_who_change_in_many_ways_are_told_about():
    dice = random.Random(1)
    pairs = [(dice.randint(3, 9), dice.randint(3, 9)) for _nth in range(60)]
    one = Cohort()
    one.pairs["ucla3:2004", "loneliness"] = dict(enumerate(pairs))
    found = shown([one]).scales[0]
    assert None not in (found.facts.mean, found.facts.interval, found.facts.median, found.facts.before)


def test_what_was_found_is_kept_and_asked_again_only_for_other_pairs():
    pairs = [(2, 3), *[(2, 2)] * 7]
    one = a_cohort(pairs)
    one.said[MEASURED] = Said(digest(pairs), frozenset({"mean"}))
    assert shown([one]).scales[0].facts.mean is not None, "as it was found before"
    one.pairs[MEASURED][8] = (2, 2)
    assert shown([one]).scales[0].facts.mean is None


def test_several_centres_tell_of_those_that_tell_all():
    dice = random.Random(3)
    many = [(dice.randint(1, 4), dice.randint(1, 4)) for _nth in range(80)]
    few = [(2, 3), *[(2, 2)] * 7]
    found = shown([a_cohort(many), a_cohort(few)]).scales[0]
    assert found.facts == shown([a_cohort(many)]).scales[0].facts
    assert shown([a_cohort(few), a_cohort(few)]).scales[0].facts.mean is None


def test_each_level_says_less_and_the_scales_are_as_expected():
    assert all(less < more for more, less in pairwise(LEVELS))
    scale = registry[MEASURED[0]].scale(MEASURED[1])
    assert (scale.least, scale.most) == (LOWEST, HIGHEST)
