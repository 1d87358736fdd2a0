"""French wants a space before a colon and inside quotation marks, and one at which no line breaks; Canadian French
wants none before ";", "!" and "?". A label and its words are put together through `core.text.labelled`."""

import ast
import re

import polib
import pytest
from django.utils import translation

from core.text import labelled
from tests.architecture.tree import ROOT, modules

LABELLED = re.compile(r"\}\}: \{\{|\{% translate [^%]+ %\}: ")
BARE = re.compile(r"(?<![\xa0\d]):(?=\s|$)|«(?!\xa0)|(?<!\xa0)»|(?:\d|%\(\w+\)[sd]|\}\}) ?%%?(?![({%}\w])")
TOO_MANY = re.compile(r"[ \xa0\u202f](?:[;?]|!(?!=))")
TAG = re.compile(r"\{%.*?%\}")
# Heard, or sent as a text message, which has neither such spaces nor such marks (`notifications.parts`).
NOT_READ = ("templates/texts/", "templates/voice/", "/voice.fr.txt", "/reply.fr.txt")
TRANSLATED = re.compile(r"\{% blocktranslate.*?\{% endblocktranslate %\}", re.DOTALL)


def in_words(name: str) -> bool:
    return "presenters" in name or name.endswith("copies.py")


def test_a_label_has_its_space_in_french():
    assert labelled("Name", "Ann") == "Name: Ann"
    with translation.override("fr"):
        assert labelled("Nom", "Anne") == "Nom\xa0: Anne"


def test_no_presenter_writes_a_colon_between_two_values():
    found = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        if in_words(name)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for before, part, after in zip(node.values, node.values[1:], node.values[2:], strict=False)
        if isinstance(before, ast.FormattedValue) and isinstance(after, ast.FormattedValue)
        if isinstance(part, ast.Constant) and part.value == ": "
    ]
    assert found == []


def test_no_page_writes_a_colon_between_two_values():
    pages = (ROOT / "templates").rglob("*.html")
    assert [page.name for page in pages if LABELLED.search(TRANSLATED.sub("", page.read_text(encoding="utf-8")))] == []


def has_wrong_space(words: str) -> bool:
    return bool(BARE.search(words) or TOO_MANY.search(words))


@pytest.mark.parametrize(
    "words",
    ["Nom : Anne", "Nom: Anne", "«Nom»", "« Nom »", "95 % du total", "95% du total", "%(n)d %%", "Qui\xa0?", "Oui !"],
)
def test_wrong_space_is_found(words):
    assert has_wrong_space(words)


@pytest.mark.parametrize(
    "words",
    ["Nom\xa0: Anne", "«\xa0Nom\xa0»", "95\xa0% du total", "Qui?", "12:30", "https://a.example", "%(number)s jours"],
)
def test_right_space_is_let_be(words):
    assert not has_wrong_space(words)


def test_french_messages_have_their_spaces():
    entries = polib.pofile(str(ROOT / "locale/fr/LC_MESSAGES/django.po"))
    texts = [text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values())]
    assert [text for text in texts if has_wrong_space(text)] == []


def test_french_templates_have_their_spaces():
    pages = sorted((ROOT / "templates").rglob("*.fr.*"))
    read = [page for page in pages if not any(part in page.as_posix() for part in NOT_READ)]
    assert len(read) > 100
    assert [page.name for page in read if has_wrong_space(TAG.sub("", page.read_text(encoding="utf-8")))] == []
