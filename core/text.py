"""Text made comparable, so that a search finds "Benoît" for "benoit"; and several words as one list."""

import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def fold(text: str) -> str:
    """Lower case, without accents, with single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def first_word(name: str) -> str:
    """The first word of a name as it is compared: "Anne-Marie" and "anne marie" begin alike."""
    return next(iter(fold(name).replace("-", " ").split()), "")


def bare(text: str) -> str:
    """Folded, and of that the letters and digits alone: what somebody typed or said, as words are compared."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())


def labelled(label: object, words: object) -> str:
    """ "Label: words", and "Libellé : mots" in French."""
    return _("%(label)s: %(words)s") % {"label": label, "words": words}


def number(value: float) -> str:
    """As the active language writes it, with as many places as it has: "0.949", "0,949" in French."""
    return number_format(Decimal(f"{value:g}"))


def digest_of(row: object, names: Iterable[str]) -> str:
    """A digest of what stands in these fields: a form sends along which edition its reader saw."""
    return sha256(repr([str(getattr(row, name)) for name in names]).encode()).hexdigest()


def listed(parts: Iterable[str]) -> str:
    """ "Ann", "Ann and Bo", "Ann, Bo and Cy"."""
    *others, last = list(parts) or [""]
    return _("%(names)s and %(last)s") % {"names": ", ".join(others), "last": last} if others else last
