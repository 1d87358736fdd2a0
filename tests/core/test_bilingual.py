from types import SimpleNamespace

import pytest
from django.utils import translation

from core.bilingual import Bilingual


class Thing(SimpleNamespace):
    title = Bilingual("title")


BOTH = Thing(title_en="Card night", title_fr="Soirée de cartes")
ENGLISH_ONLY = Thing(title_en="Card night", title_fr="")
FRENCH_ONLY = Thing(title_en="", title_fr="Soirée de cartes")
NEITHER = Thing(title_en="", title_fr="")


@pytest.mark.parametrize(
    ("thing", "language", "text", "written_in"),
    [
        (BOTH, "en", "Card night", "en"),
        (BOTH, "fr", "Soirée de cartes", "fr"),
        (BOTH, "fr-ca", "Soirée de cartes", "fr"),
        (ENGLISH_ONLY, "fr", "Card night", "en"),
        (FRENCH_ONLY, "en", "Soirée de cartes", "fr"),
        (NEITHER, "en", "", "en"),
        (NEITHER, "fr", "", "fr"),
    ],
)
def test_text_in_the_readers_language_or_else_in_the_other(thing, language, text, written_in):
    with translation.override(language):
        assert thing.title == text
        assert Thing.title.written_in(thing) == written_in


def test_text_without_an_active_language_is_english():
    with translation.override(None):
        assert BOTH.title == "Card night"


def test_text_in_a_named_language_whatever_is_active():
    with translation.override("en"):
        assert Thing.title.in_language(BOTH, "fr") == "Soirée de cartes"
