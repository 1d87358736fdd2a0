"""Facts as text, for the attributes of a service, and back."""

import re
from datetime import date
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from centres.models import Resource

LISTS = frozenset({"kinds", "languages", "referred_by"})
NUMBERS = frozenset({"min_age", "max_age", "extension"})
YES_OR_NO = frozenset({*Resource.ACCESS_FACTS, "listed"})
DATES = frozenset({"assured_on"})
_YES_NO: dict[str, bool | None] = {"yes": True, "no": False, "": None}
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li)\s*/?\s*>", re.IGNORECASE)


def as_text(name: str, value: Any) -> str:
    if name in LISTS:
        return ",".join(value)
    if name in YES_OR_NO:
        return next(text for text, known in _YES_NO.items() if known is value)
    return "" if value is None else str(value)


def from_text(name: str, text: str) -> Any:
    """Raises `ValueError` and `KeyError`."""
    if name in LISTS:
        return [part for part in text.split(",") if part]
    if name in YES_OR_NO:
        return _YES_NO[text]
    if name in NUMBERS:
        return int(text) if text else None
    if name in DATES:
        return date.fromisoformat(text) if text else None
    return text


def plain(text: str) -> str:
    """What other programs may write as HTML, as plain paragraphs."""
    stripped = unescape(strip_tags(_BREAKS.sub("\n", text)))
    lines = [" ".join(line.split()) for line in stripped.replace("\x00", "").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def longest(name: str) -> int | None:
    """How many characters the field of this name takes."""
    most: int | None = getattr(Resource._meta.get_field(name), "max_length", None)
    return most
