"""Text made comparable, so that a search finds "Benoît" for "benoit"."""

import unicodedata


def fold(text: str) -> str:
    """Lower case, without accents, with single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())
