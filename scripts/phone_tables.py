"""Draws the tables of `docs/phone.md` from what the rooms declare: keywords, and the steps of the automatic line.

`python -m scripts.phone_tables` writes them between their marks; a test compares.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from notifications.menus import Key

PAGE = Path(__file__).resolve().parent.parent / "docs" / "phone.md"
TABLE = re.compile(r"(<!-- (\w+): drawn -->\n).*?(<!-- end -->)", re.DOTALL)
Row = tuple[str, ...]


def drawn(page: str) -> str:
    """The page with its tables as they should be. Needs Django to be set up."""
    tables = {"keywords": _keywords, "carriers": _carriers, "menu": _menu, "anywhere": _anywhere}
    return TABLE.sub(lambda found: f"{found[1]}{tables[found[2]]()}\n{found[3]}", page)


def _keywords() -> str:
    from notifications.keywords import keywords  # noqa: PLC0415 - there are no models before the setup

    rows = [(_first_line(one.run), _quoted(one.words["en"]), _quoted(one.words["fr"])) for one in keywords]
    return _table(("what it does", "English", "French"), rows)


def _carriers() -> str:
    from notifications.carrier_words import HELP, RESUME, STOP  # noqa: PLC0415

    rows = [
        (one.slug, _quoted(sorted(one.carriers)), _quoted(sorted(frozenset().union(*one.ours.values()))))
        for one in (STOP, RESUME, HELP)
    ]
    return _table(("meaning", "the carrier answers", "we answer"), rows)


def _menu() -> str:
    from notifications.menus import Listens, steps  # noqa: PLC0415

    rows: list[Row] = []
    for step in steps:
        if step.listens != Listens.LEADS_ON:
            rows.append((f"**{step.slug}**", step.about, f"*{step.listens}*", "", ""))
            rows += [("", label, digits, *said) for label, digits, *said in _alike(step.keys)]
    return _table(("step", "what it is, and what its keys do", "key", "said in English", "said in French"), rows)


def _alike(keys: Mapping[str, "Key"]) -> list[Row]:
    """A menu's keys, those in a row that do the same as one."""
    rows = []
    for (label, *said), same in groupby(keys.items(), key=lambda item: (item[1].label, *_said(item[1].words))):
        digits = [digit for digit, _key in same]
        rows.append((label, f"`{digits[0]}` to `{digits[-1]}`" if digits[1:] else f"`{digits[0]}`", *said))
    return rows


def _anywhere() -> str:
    from notifications.menus import everywhere  # noqa: PLC0415

    rows = [(f"`{digit}`", key.label, *_said(key.words)) for digit, key in everywhere.items()]
    return _table(("key", "what it does", "said in English", "said in French"), rows)


def _said(words: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    return _quoted(words.get("en", ())), _quoted(words.get("fr", ()))


def _first_line(run: object) -> str:
    return (run.__doc__ or "").strip().splitlines()[0]


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(words)


def _table(head: Row, rows: Iterable[Row]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    django.setup()
    PAGE.write_text(drawn(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
