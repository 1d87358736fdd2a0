"""The page about the telephone says what the code does."""

from scripts import phone_tables


def test_tables_are_as_the_code_declares():
    page = phone_tables.PAGE.read_text(encoding="utf-8")
    assert page == phone_tables.drawn(page), "docs/phone.md is old: .venv/bin/python -m scripts.phone_tables"


def test_tables_hold_what_they_promise():
    page = phone_tables.PAGE.read_text(encoding="utf-8")
    promised = [
        "| `0` | a person |",
        "|  | join this one | `1` to `5` |  |  |",
        "| **verify** |",
        "| JOIN and a group",
    ]
    assert [line for line in promised if line not in page] == []
