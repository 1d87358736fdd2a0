"""Names that stay away where a seat still counts: "somebody", for whoever the record is locked from."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from core.text import fold
from people.models import Person

NOBODY = 0  # the id of no record


def somebody() -> Person:
    """Whom a row names in place of its person: no record, no way to reach them, nothing that they need."""
    name = _("Somebody")
    nobody = Person(pk=NOBODY, name=name, search_name=fold(name))
    nobody._prefetched_objects_cache = {"contact_points": [], "calls": []}  # type: ignore[attr-defined]
    nobody.tries = []  # type: ignore[attr-defined]
    return nobody


def _itself(row: Any) -> Any:
    return row


def veil(rows: Iterable[Any], holder: Callable[[Any], Any] = _itself) -> list[Any]:
    """The rows, each with its person loaded; those that `noting` found shut name somebody, and say no needs.

    `holder` is the way from a row to what holds its person. Not for rows that are saved.
    """
    found = list(rows)
    for row in found:
        if row.is_shut:
            held = holder(row)
            held.person = somebody()
            if hasattr(held, "access_needs"):
                held.access_needs = ""
    return found


def named(ids: Iterable[int | None]) -> list[int]:
    """Whom a list names, each once: for the record that they were seen in it."""
    return sorted({pk for pk in ids if pk})
