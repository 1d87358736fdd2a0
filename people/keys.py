"""What people are found by, from what we know of them: pure functions, as stored and as typed."""

import re
from collections.abc import Iterable
from hashlib import blake2b

from core.text import fold

MOST_LETTERS = 60  # of a key
MOST_WORDS = 8  # of a search: each is one more condition for the database
SOUND, SAME = "~", "="  # the first sign of a key that is no word: how a word sounds; what two records share
LEAST_LETTERS_OF_A_SOUND = 3
# Slips between letters that sound the same in English or French, in the order in which they are ironed out.
_IRONS = [
    (re.compile(pattern), then)
    for pattern, then in (
        (r"[^a-z]", ""),
        (r"^mac(?=[^aeiouhk])", "mc"),
        (r"ph", "f"),
        (r"s?ch(?=[rlo])|ck|qu|q", "k"),
        (r"s?ch|sh", "x"),
        (r"c(?=[eiy])|z", "s"),
        (r"c", "k"),
        (r"eaux?|aux?", "o"),
        (r"y", "i"),
        (r"v|w", "f"),
        (r"h", ""),
        (r"([^aeiou])\1+", r"\1"),
        (r"ie$", "i"),
    )
]


def ironed(word: str) -> str:
    """A folded word without the commonest slips of spelling; its end is kept: Jean is not Jeanne."""
    for pattern, then in _IRONS:
        word = pattern.sub(then, word)
    return word


def sound(word: str) -> str:
    """The same, without what is silent at the end. For finding, where one hit too many does no harm."""
    return re.sub(r"(?<=..)[estxd]$", "", ironed(word))


def has_sound(word: str) -> bool:
    """Whether a word is long enough, and of letters that we know how to say."""
    return len(word) >= LEAST_LETTERS_OF_A_SOUND and word.isascii() and word.isalpha()


def words(name: str) -> set[str]:
    """The words of a name, folded: the parts of a double name, and the whole of it written in one."""
    found = set()
    for word in fold(name).split():
        parts = [part for part in re.split(r"[^\w]+", word) if part]
        found |= {*parts, "".join(parts)} - {""}
    return found


def number(digits: str) -> str:
    """The digits of a number without Canada's code: what people dial, and type."""
    digits = re.sub(r"\D", "", digits)
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits


def of_person(name: str, contacts: Iterable[str]) -> set[str]:
    """Every key of a person with this name, reached at these numbers (E.164) and addresses."""
    name_words = words(name)
    found = set(name_words)
    found |= {SOUND + sound(word) for word in name_words if has_sound(word)}
    for contact in contacts:
        if "@" in contact:
            found.add(fold(contact))
        else:
            digits = number(contact)
            found |= {digits, digits[-7:], digits[-4:]}
    return {key[:MOST_LETTERS] for key in found | shared(name, contacts)}


def shared(name: str, contacts: Iterable[str]) -> set[str]:
    """The keys that two records of one human share: the first name at one number or address; or all the words of
    the name there, in whatever order. A couple shares neither.

    Hashed, because they are only ever compared as a whole.
    """
    said = [ironed(word) or word for word in re.split(r"[\W_]+", fold(name)) if word]
    whos = {*said[:1], " ".join(sorted(said))} - {""}
    return {_hashed(f"{contact} {who}") for contact in contacts for who in whos}


def _hashed(text: str) -> str:
    return SAME + blake2b(text.encode(), digest_size=12).hexdigest()


def typed(text: str) -> list[str]:
    """What somebody typed, as the beginnings of keys to look for; empty where it is too little to go by."""
    folded = fold(text)
    found = []
    for run in re.findall(r"\+?\(?\d[\d\s().+-]*", folded):
        if len(re.sub(r"\D", "", run)) >= 3:
            folded = folded.replace(run, " ", 1)
            found.append(number(run))
    for word in folded.split():
        if "@" in word:
            found.append(word)
        else:
            parts = re.split(r"[-_–]", re.sub(r"['’`.]", "", word))
            found += [part for part in (re.sub(r"\W", "", one) for one in parts) if part]
    long_enough = any(len(word) >= 2 for word in found)
    wanted = list(dict.fromkeys(found))[:MOST_WORDS]
    return [word[:MOST_LETTERS] for word in wanted] if long_enough else []
