"""What a text means: a word of the carriers, a digit, or one of our keywords with some slips of the finger."""

import difflib
import re

from notifications.carrier_words import HELP, RESUME, STOP, Meaning
from notifications.keywords import Keyword, keywords

CODE = re.compile(r"\d{4,6}")
SLIP = re.compile(r"(?:(?:rx|code) ?)?((?:\d ?){8}\d)")


def digit(folded: str) -> int:
    """The number of an answer, in digits of any script; 0 where it is none."""
    return int(folded) if folded.isdecimal() and len(folded) <= 2 else 0


def find_keyword(folded: str) -> tuple[Keyword, str, str] | None:
    """The keyword that a text begins with, what follows, and the keyword's language where it has but one.

    A slip of the finger is forgiven in words of four letters and more. Four to six digits alone are a group's code,
    nine are the number of a slip, with or without RX or CODE before them.
    """
    first, _space, rest = folded.partition(" ")
    if CODE.fullmatch(folded):
        first, rest = "join", folded
    elif slip := SLIP.fullmatch(folded):
        first, rest, folded = "rx", slip[1], "rx"
    spoken = {word: keyword for keyword in keywords for words in keyword.words.values() for word in words}
    whole = difflib.get_close_matches(folded, [word for word in spoken if " " in word], n=1, cutoff=0.85)
    near = whole or ([first] if first in spoken else [])
    if not near and len(first) > 3:
        near = difflib.get_close_matches(first, [word for word in spoken if len(word) > 3], n=1, cutoff=0.75)
    if not near:
        return None
    keyword = spoken[near[0]]
    languages = [language for language, words in keyword.words.items() if near[0] in words]
    return keyword, "" if whole else rest, languages[0] if len(languages) == 1 else ""


def carriers_meaning(folded: str) -> Meaning | None:
    """STOP, HELP and their like count where they stand alone, as with the carriers."""
    return next((found for group in (STOP, RESUME, HELP) if (found := group.meaning(folded))), None)
