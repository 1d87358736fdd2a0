"""Text made comparable, so that a search finds "Benoît" for "benoit"."""

import unicodedata


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
