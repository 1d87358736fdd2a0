"""Answering by text, one question at a time. The first text says only that there are a few; nobody's name, no reason
and nothing that was answered stands in any. Of several people with the number, who it is must have been said."""

from collections.abc import Sequence
from typing import Any

from core.text import bare
from evaluation.instruments import DECLINED, Given, Instrument, Item, Option, registry
from evaluation.models import Sitting, Way
from evaluation.services import answering, calling_in, sittings
from notifications.keywords import Answer, Reading, Turn, ask, keywords, register

YES, SKIP, LATER, NO = "yes", "skip", "later", "no"
SAID = {
    SKIP: ("x", "pass", "skip", "passe", "passer", "je passe"),
    LATER: ("later", "not now", "another day", "plus tard", "pas maintenant", "un autre jour"),
    NO: ("no", "no thanks", "no thank you", "non", "non merci"),
}
MEANT = {word: meant for meant, words in SAID.items() for word in words}
# YES alone is the carriers'.
TO_BEGIN = {"begin": YES, "ok": YES, "commencer": YES, "oui": YES} | {
    word: meant for word, meant in MEANT.items() if meant != SKIP
}
NOUGHT = ("0", "zero")


def questions(turn: Turn) -> Answer:
    """QUESTIONS: the centre's few questions to this person, to answer one by one."""
    sitting = calling_in.waiting(turn.member.ids, now=turn.now) if turn.member else None
    if sitting is None:
        return Answer("questions-none")
    count = len(answering.left(sitting, by_text=True))
    if not count:
        return _end(sitting, turn)
    return Answer(
        "questions-begin", {"at": sitting.centre, "count": count}, "questions", calling_in.to_begin(sitting.pk)
    )


def to_begin(turn: Turn, meant: Any) -> Answer:
    """Whether they begin, now or another day, or would rather not."""
    sitting_id, what = meant
    if what != YES:
        return _turned_down(turn, sitting_id, what)
    return _next(_theirs(turn, sitting_id), turn, is_first=True)


def said_to_begin(turn: Turn, choices: Sequence[Any], said: str) -> Answer:
    """The same by a word."""
    return to_begin(turn, [choices[0][0], said]) if turn.member else Answer("questions-who")


def chosen(turn: Turn, meant: Any) -> Answer:
    """One of the answers, by its digit."""
    return _keep(turn, meant[:3], meant[3])


def said_instead(turn: Turn, choices: Sequence[Any], said: str) -> Answer:
    """A word in place of a digit: an answer's own words, nought, X, LATER or NO."""
    if turn.member is None:
        return Answer("questions-who")
    sitting_id, key, slug, _value = choices[0]
    if said in {LATER, NO}:
        return _turned_down(turn, sitting_id, said)
    given = _given(registry[key].item(slug), said)
    if given is None:
        return Answer("questions-unread", {"choices": len(choices)}, asks_on=True)
    return _keep(turn, choices[0][:3], given)


def own_words(turn: Turn, choices: Sequence[Any], said: str) -> Answer:
    """What matters to them, as they say it; or that they would rather not. Then how it is with that."""
    if turn.member is None:
        return Answer("questions-who")
    sitting_id, key, slug = choices[0]
    if said in {LATER, NO}:
        return _turned_down(turn, sitting_id, said)
    sitting = _theirs(turn, sitting_id)
    if said != SKIP:
        calling_in.keep_words(sitting, key, said, way=Way.TEXT, now=turn.now)
    return _ask(sitting, registry[key], registry[key].item(slug), turn)


def no_words(_turn: Turn, _meant: Any) -> Answer:
    """A digit, where words of their own are asked for."""
    return Answer("questions-words-unread", asks_on=True)


# --- What comes next ------------------------------------------------------------------------------------


def _keep(turn: Turn, asked: Sequence[Any], given: Given) -> Answer:
    if turn.member is None:
        return Answer("questions-who")
    sitting_id, key, slug = asked
    sitting = _theirs(turn, sitting_id)
    calling_in.keep(sitting, key, slug, given, way=Way.TEXT, now=turn.now)
    return _next(sitting, turn)


def _next(sitting: Sitting, turn: Turn, *, is_first: bool = False) -> Answer:
    """The next question that can be asked by text, or the end."""
    remaining = answering.left(sitting, by_text=True)
    if not remaining:
        return _end(sitting, turn)
    instrument, item = remaining[0]
    if calling_in.asks_for_words(sitting, instrument, item):
        shown = {"words": item.own_words.to(turn.language) if item.own_words else "", "is_first": is_first}
        return Answer("questions-words", shown, "questions-words", [[sitting.pk, instrument.key, item.slug]])
    return _ask(sitting, instrument, item, turn, is_first=is_first)


def _ask(sitting: Sitting, instrument: Instrument, item: Item, turn: Turn, *, is_first: bool = False) -> Answer:
    begins = instrument.opening is not None and item == instrument.items[0]
    shown = {
        "opening": instrument.opening.to(turn.language) if instrument.opening and begins else "",
        "words": item.words.to(turn.language),
        "options": [option.words.to(turn.language) for option in item.options],
        "least": item.least,
        "most": item.most,
        "low": item.low.to(turn.language) if item.low else "",
        "high": item.high.to(turn.language) if item.high else "",
        "is_first": is_first,
    }
    asked = [sitting.pk, instrument.key, item.slug]
    # A digit picks a choice by its place; nought has none, and is read as a word.
    choices = [[*asked, value] for value in item.values if value]
    return Answer("questions-one", shown, "questions-one" if item.options else "questions-number", choices)


def _end(sitting: Sitting, turn: Turn) -> Answer:
    """Thanks; and where there are more that no text can ask, how else they can be answered."""
    is_whole = calling_in.end_if_whole(sitting, way=Way.TEXT, now=turn.now)
    return Answer("questions-end", {"is_whole": is_whole, "at": sitting.centre})


def _turned_down(turn: Turn, sitting_id: object, what: str) -> Answer:
    """Another day, until they close; or not at all, this time."""
    if turn.member is None:
        return Answer("questions-who")
    sitting = _theirs(turn, sitting_id)
    if what == NO:
        sittings.decline(sitting, by=calling_in.themselves(sitting, Way.TEXT), now=turn.now)
        return Answer("questions-no")
    return Answer("questions-later", {"until": sitting.last_day})


def _theirs(turn: Turn, sitting_id: object) -> Sitting:
    """Raises `DomainError` where it can be answered no more."""
    return calling_in.again(sitting_id, turn.member.ids if turn.member else [], now=turn.now)


# --- Reading --------------------------------------------------------------------------------------------


def _given(item: Item, said: str) -> Given | None:
    """What a word answers to this question, if anything."""
    if said == SKIP:
        return DECLINED
    if said in NOUGHT:
        return 0
    return next((option.value for option in item.options if said in _labels(option)), None)


def _labels(option: Option) -> set[str]:
    return {bare(option.words.en), bare(option.words.fr)}


LABELS = {label for one in registry for item in one.items for option in item.options for label in _labels(option)}


def read_to_begin(said: str) -> str | None:
    """BEGIN, LATER or NO."""
    return TO_BEGIN.get(bare(said))


def read_word(said: str) -> str | None:
    """X, LATER, NO, or the words of an answer."""
    folded = bare(said)
    return MEANT.get(folded) or (folded if folded in LABELS else None)


def read_number(said: str) -> str | None:
    """The same, and nought, which no digit can be."""
    folded = bare(said)
    return folded if folded in NOUGHT else read_word(said)


def read_own(said: str) -> str | None:
    """Whatever it is, save for a keyword alone, or a number alone."""
    folded = bare(said)
    is_keyword = any(folded in words for one in keywords for words in one.words.values())
    if is_keyword or folded.replace(" ", "").isdecimal() or not folded:
        return None
    return MEANT.get(folded) or " ".join(said.split())


register(
    "questions",
    words={"en": ("questions",), "fr": ("questions",)},
    run=questions,
    for_known=True,
)
ask(
    "questions",
    run=to_begin,
    who=True,
    words=Reading(read_to_begin, said_to_begin, unread="questions-begin-unread"),
)
ask(
    "questions-one",
    run=chosen,
    who=True,
    words=Reading(read_word, said_instead, unread="questions-unread"),
    private=True,
)
ask(
    "questions-number",
    run=chosen,
    who=True,
    words=Reading(read_number, said_instead, unread="questions-number-unread"),
    private=True,
)
ask(
    "questions-words",
    run=no_words,
    words=Reading(read_own, own_words, unread="questions-words-unread"),
    private=True,
)
