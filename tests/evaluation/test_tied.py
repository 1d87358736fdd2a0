"""Two tables that share a sum: neither looks into what the other hides."""

from evaluation import figures, tied
from evaluation.indicators import WHOLE, registry

LOOP = registry["loop"]
READ = {"read": 13, "read_late": 0, "unread": 0, "nothing": 0}


def source(**counts):
    return {**dict.fromkeys(registry["source"].labels, 0), **counts}


def test_a_sum_that_would_cut_what_is_hidden_is_not_shown():
    """Of the sources, 3 and 4 are hidden together. Thirteen of providers, less the ten that are shown, would be 3."""
    found = {"loop": READ, "source": source(provider=10, behalf=3, partner=4)}
    assert tied.is_cut(LOOP, found)
    assert set(figures.cells(LOOP, [found]).values()) == {None}


def test_a_sum_of_all_that_is_hidden_tells_nothing_new():
    found = {"loop": READ, "source": source(provider=9, behalf=4)}
    assert not tied.is_cut(LOOP, found)
    assert figures.cells(LOOP, [found])[WHOLE] == 13


def test_what_is_few_is_hidden_with_its_kin():
    """Four with nine, both of providers, and not with the eight that are fewer: so the sum of both can be shown."""
    found = {"loop": READ, "source": source(provider=9, behalf=4, partner=8)}
    assert figures.cells(registry["source"], [found]) == {
        "provider": None, "behalf": None, "partner": 8, "self": 0, WHOLE: 21
    }  # fmt: skip
    assert figures.cells(LOOP, [found])[WHOLE] == 13


def test_centres_together_are_those_at_which_nothing_is_cut():
    whole = {"loop": READ, "source": source(provider=13, self=7)}
    cut = {"loop": READ, "source": source(provider=10, behalf=3, partner=4)}
    assert figures.cells(LOOP, [whole, cut]) == figures.cells(LOOP, [whole])
    assert figures.cells(LOOP, [whole, whole])[WHOLE] == 26


def test_what_has_no_ties_is_never_cut():
    assert not tied.is_cut(registry["source"], {"source": source(provider=1)})
