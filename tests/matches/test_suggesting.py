"""Who would suit whom: the ranking is explained, stable, and says what speaks against."""

import random

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.languages import Spoken
from matches.parts import CHOICES, AgeGroup, Around, Gender, Preferred, Reach
from matches.suggesting import Candidate, Wish, can_talk, rank, shared_interests

# A busy machine is no reason to fail.
PATIENTLY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CODES = [code for code, _label in CHOICES]
SOME = {
    "languages": st.lists(st.sampled_from(Spoken.values[:4]), unique=True, max_size=3),
    "interests": st.sampled_from(["", "Cards and fishing", "fishing, old songs", "Les cartes, la pêche"]),
    "parts": st.lists(st.sampled_from(CODES), unique=True),
    "town": st.sampled_from(["", "Maple Falls", "maple falls", "Elsewhere"]),
    "postal_code": st.sampled_from(["", "K0H 2B0", "K0H 1A1", "M5V 1A1"]),
    "age_group": st.sampled_from(["", *AgeGroup.values]),
}
WISHES = st.builds(
    Wish,
    **SOME,
    with_interpreter=st.booleans(),
    prefers=st.sampled_from(["", *Preferred.values]),
    around=st.lists(st.sampled_from(Around.values), unique=True),
)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        **SOME,
        pk=st.integers(1, 40),
        name=st.sampled_from(["Ann", "Bo", "Zoé"]),
        reach=st.sampled_from(Reach.values),
        gender=st.sampled_from(["", *Gender.values]),
        avoids=st.lists(st.sampled_from(Around.values), unique=True),
        others=st.integers(0, 3),
        was_asked=st.booleans(),
    ),
    unique_by=lambda one: one.pk,
    max_size=8,
)


@PATIENTLY
@given(wish=WISHES, candidates=CANDIDATES, seed=st.integers(0, 99))
def test_order_does_not_depend_on_the_order_in_which_they_come(wish, candidates, seed):
    shuffled = random.Random(seed).sample(candidates, len(candidates))
    assert [one.candidate.pk for one in rank(wish, shuffled)] == [one.candidate.pk for one in rank(wish, candidates)]


@PATIENTLY
@given(wish=WISHES, candidates=CANDIDATES)
def test_each_rank_is_explained_by_its_words_and_by_nothing_else(wish, candidates):
    found = rank(wish, candidates)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    for one in found:
        assert one.score == sum(point.weight for point in one.points)
        assert len(one.reasons) + len(one.doubts) == len(one.points)
        assert all(point.words for point in one.points)
        # What speaks against never moves anybody up; a reason moves nobody down, but for having others already.
        assert all(point.weight <= 0 for point in one.points if point.speaks_against)
        assert all(point.weight >= 0 for point in one.points[:-1] if not point.speaks_against)


@PATIENTLY
@given(wish=WISHES, candidates=CANDIDATES)
def test_whoever_shares_no_language_is_left_out_unless_an_interpreter_is_agreed(wish, candidates):
    found = {one.candidate.pk for one in rank(wish, candidates)}
    assert found == {one.pk for one in candidates if wish.with_interpreter or set(wish.languages) & set(one.languages)}
    assert all(can_talk(wish, one) for one in candidates if one.pk in found)


@PATIENTLY
@given(wish=WISHES, candidates=CANDIDATES)
def test_one_more_match_never_moves_anybody_up(wish, candidates):
    for one in rank(wish, candidates):
        busier = Candidate(**{**vars_of(one.candidate), "others": one.candidate.others + 1})
        assert rank(wish, [busier])[0].score <= one.score


def vars_of(candidate):
    return {name: getattr(candidate, name) for name in Candidate.__dataclass_fields__}


def test_reasons_are_a_sentence_that_one_can_read():
    wish = Wish(languages=["fr"], interests="Cards, and old songs", parts=["afternoon"], town="Maple Falls")
    one = Candidate(
        pk=1, name="Ann", languages=["en", "fr"], interests="card games", parts=["afternoon", "evening"],
        town="maple falls", others=1,
    )  # fmt: skip
    [found] = rank(wish, [one])
    assert found.reasons == [
        "speaks French",
        "likes the same: cards",
        "lives in the same town",
        "free on weekday afternoons",
        "1 other match",
    ]
    assert found.doubts == []


@pytest.mark.parametrize(
    ("wish", "candidate", "doubt"),
    [
        ({"prefers": "woman"}, {"gender": "man"}, "they would rather have a woman"),
        ({"prefers": "woman"}, {}, "they would rather have a woman; we do not know here"),
        ({"around": ["animals"]}, {"avoids": ["animals"]}, "cannot bear what is there: animals in the home"),
        ({"parts": ["evening"]}, {"parts": ["morning"]}, "free at other times: weekday mornings"),
        ({"town": "Far"}, {"town": "Near"}, "lives further away than they would go"),
        ({"prefers": "my_age", "age_group": "over_64"}, {"age_group": "under_30"}, "is not about their age"),
        ({}, {"was_asked": True}, "was asked about it before, and it did not come about"),
        (
            {"postal_code": "K0H 2B0"},
            {"postal_code": "K0H 1A1", "town": "Near"},
            "lives near, and would rather stay in their own town",
        ),
    ],
)
def test_what_speaks_against_is_said(wish, candidate, doubt):
    [found] = rank(Wish(languages=["en"], **wish), [Candidate(pk=1, name="Ann", languages=["en"], **candidate)])
    assert doubt in found.doubts


def test_a_stated_preference_outweighs_a_shared_town():
    wish = Wish(languages=["en"], prefers="woman", town="Maple Falls")
    near = Candidate(pk=1, name="Al", languages=["en"], gender="man", town="Maple Falls")
    far = Candidate(pk=2, name="Bea", languages=["en"], gender="woman", town="Elsewhere", reach="further")
    assert [one.candidate.name for one in rank(wish, [near, far])] == ["Bea", "Al"]


def test_interests_are_found_without_accents_plurals_and_empty_words():
    assert shared_interests("La pêche et les cartes, avec plaisir", "peche; une carte, avec vous") == [
        "pêche",
        "cartes",
    ]


def test_reasons_follow_the_language_of_the_reader():
    wish = Wish(languages=["fr"], town="Hearst")
    with translation.override("fr"):
        [found] = rank(wish, [Candidate(pk=1, name="Ann", languages=["fr"], town="Hearst")])
    assert len(found.reasons) == 3
