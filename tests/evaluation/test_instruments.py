"""The instruments: whole in both languages, and scored by hand-computed values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.instruments import DECLINED, Instrument, Licence, newest, registry
from evaluation.instruments.kinds import Both
from evaluation.instruments.scoring import Lack, is_legal, is_within, score, scores

EVERY = pytest.mark.parametrize("instrument", list(registry), ids=lambda one: one.key)


def words_of(instrument: Instrument):
    yield instrument.title
    yield from filter(None, [instrument.opening])
    for item in instrument.items:
        yield from filter(None, [item.words, item.low, item.high, item.own_words])
        yield from (option.words for option in item.options)
    yield from (scale.title for scale in instrument.scales)


@EVERY
def test_everything_is_said_in_both_languages(instrument):
    for both in words_of(instrument):
        assert both.en.strip()
        assert both.fr.strip()
        assert "'" not in both.fr  # the apostrophe of print
    assert instrument.source


@EVERY
def test_a_scale_ranges_over_the_sums_of_its_items(instrument):
    if instrument.licence == Licence.SCORES_ONLY:
        assert not instrument.items
        return
    assert instrument.scales
    for scale in instrument.scales:
        items = [instrument.item(slug) for slug in scale.items]
        assert scale.least == sum(min(item.values) for item in items)
        assert scale.most == sum(max(item.values) for item in items)


@EVERY
def test_each_item_is_in_a_scale(instrument):
    assert {item.slug for item in instrument.items} == {slug for scale in instrument.scales for slug in scale.items}


@pytest.mark.parametrize(
    ("slug", "answers", "expected"),
    [
        ("ucla3", {"companionship": 3, "left_out": 2, "isolated": 1}, {"loneliness": 6}),
        ("ucla3", {"companionship": 3, "left_out": 2}, {"loneliness": Lack.MISSING}),
        ("ucla3", {"companionship": 3, "left_out": 2, "isolated": DECLINED}, {"loneliness": Lack.DECLINED}),
        ("ucla3", {}, {"loneliness": Lack.MISSING}),
        (
            "ons4",
            {"satisfied": 0, "worthwhile": DECLINED, "anxious": 10},
            {"satisfied": 0, "worthwhile": Lack.DECLINED, "happy": Lack.MISSING, "anxious": 10},
        ),
        ("belonging", {"belonging": 4}, {"belonging": 4}),
        ("organisation", {"leaders": 4, "hands": 2, "known": 3, "roots": 5, "lasts": 1}, {"readiness": 15}),
        ("organisation", {"leaders": 4, "hands": 2, "known": 4, "roots": 2}, {"readiness": 15}),
        ("organisation", {"leaders": 4, "hands": 2, "known": 4}, {"readiness": Lack.MISSING}),
        ("organisation", {"leaders": 4, "hands": 2, "known": DECLINED}, {"readiness": Lack.DECLINED}),
    ],
)
def test_scores_are_what_one_computes_by_hand(slug, answers, expected):
    found = {one.scale.slug: one.lack or one.value for one in scores(newest(slug), answers)}
    assert found == expected


def test_scores_that_are_brought_along_are_not_computed():
    assert list(scores(newest("swemwbs"), {"well_being": 20})) == []
    scale = newest("swemwbs").scale("well_being")
    assert [is_within(scale, value) for value in (6.9, 7, 35, 36)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("answer", "legal"),
    [(1, True), (3, True), (DECLINED, True), (0, False), (4, False), ("2", False), (True, False), (None, False)],
)
def test_an_answer_is_one_of_those_that_were_given_to_choose(answer, legal):
    assert is_legal(newest("ucla3"), "isolated", answer) is legal


def test_an_item_of_another_instrument_is_no_item():
    assert not is_legal(newest("ucla3"), "lonely", 1)


@given(st.data())
def test_a_score_lies_within_its_scale_whatever_was_answered(data):
    instrument = data.draw(st.sampled_from([one for one in registry if one.items]))
    answers = {
        item.slug: answer
        for item in instrument.items
        if (answer := data.draw(st.sampled_from([*item.values, DECLINED, None]))) is not None
    }
    for found in scores(instrument, answers):
        assert (found.value is None) == (found.lack is not None)
        assert found.value is None or is_within(found.scale, found.value)
        numbers = [answers[slug] for slug in found.scale.items if isinstance(answers.get(slug), int)]
        if len(numbers) == len(found.scale.items):
            assert found.value == sum(numbers)


def test_the_newest_version_is_asked():
    assert newest("ucla3").version == "2004"
    with pytest.raises(KeyError):
        newest("none")


def test_words_are_read_in_the_readers_language():
    assert Both("yes", "oui").to("fr-ca") == "oui"
    assert Both("yes", "oui").to("en") == "yes"


def test_nobody_is_lonely_by_skipping():
    scale = newest("lonely1").scale("lonely")
    assert score(scale, {}).lack == Lack.MISSING
    assert score(scale, {"lonely": DECLINED}).lack == Lack.DECLINED
