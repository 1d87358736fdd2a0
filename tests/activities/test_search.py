"""What the list searches and sorts by."""

import pytest

from activities import search
from activities.choices import Kind
from tests.factories.activities import ActivityFactory

pytestmark = pytest.mark.django_db


def test_text_holds_both_languages_without_accents() -> None:
    activity = ActivityFactory(title_en="Knit to Quit", title_fr="Élan du matin", kind=Kind.MUSIC)
    words = search.text_for(activity).split()
    assert {"knit", "elan", "music"} <= set(words)


def test_text_names_the_place() -> None:
    activity = ActivityFactory(venue__name_en="Legion Hall")
    assert "legion hall" in search.text_for(activity)


def test_text_of_a_sensitive_group_keeps_the_place_to_itself() -> None:
    activity = ActivityFactory(sensitive=True, venue__name_en="Legion Hall", venue__town="Hidden Creek")
    text = search.text_for(activity)
    assert "legion" not in text
    assert "hidden" not in text


def test_fill_sorts_accented_letters_beside_plain_ones() -> None:
    activity = ActivityFactory.build(title_en="", title_fr="Élan", centre__name_en="A", venue=None)
    search.fill(activity)
    assert (activity.sort_en, activity.sort_fr) == ("elan", "elan")


def test_words_are_folded_and_bounded() -> None:
    assert search.words("  Café-rencontre  ÉLAN ") == ["cafe-rencontre", "elan"]
    assert len(search.words("a " * 50)) == search.MOST_WORDS
