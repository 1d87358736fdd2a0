"""French wants a space before a colon, so pages put a label and its words together through `core.text.labelled`."""

import ast
import re

from django.utils import translation

from core.text import labelled
from tests.architecture.tree import ROOT, modules

LABELLED = re.compile(r"\}\}: \{\{|\{% translate [^%]+ %\}: ")
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
