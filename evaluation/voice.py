"""Answering on the automatic line, with the keys or by a word, for whoever proved who they are. Words of one's own are
not asked for there: nothing about anybody's health is recorded."""

from collections.abc import Mapping
from typing import Any

from core.text import bare
from evaluation.instruments import DECLINED, Given, Item, registry
from evaluation.models import Sitting, Way
from evaluation.services import answering, calling_in, sittings
from notifications.menus import (
    MAIN,
    PERSON,
    Go,
    Key,
    Listens,
    NotUnderstood,
    Said,
    Turn,
    add_key,
    register,
    say_first,
    told,
)
from notifications.voice import proved

BEGIN, ONE, NUMBER = "questions", "questions-one", "questions-number"
TO_PERSON = "00"  # where nought is an answer
Context = Mapping[str, Any]


def _waiting(turn: Turn) -> Sitting | None:
    """What whoever calls can answer; of several people with the number, any of them."""
    members = [turn.verified] if turn.verified else turn.members
    return calling_in.waiting([pk for member in members for pk in member.ids], now=turn.now)


def offer(turn: Turn) -> Said | None:
    """In the main menu, to a number of which somebody has questions open; to nobody else."""
    return Said("questions-offer") if turn.number and _waiting(turn) else None


def my_questions(turn: Turn) -> Go:
    """Only for whoever proved who they are."""
    if _waiting(turn) is None:
        raise NotUnderstood
    return Go(BEGIN) if turn.verified else proved(BEGIN, {})


def say_begin(turn: Turn) -> Context | Go:
    sitting = _waiting(turn) if turn.verified else None
    if sitting is None:
        return told(turn, "questions-none", {})
    count = len(answering.left(sitting))
    return {"at": sitting.centre, "count": count} if count else _end(sitting, turn)


def begin(turn: Turn) -> Go:
    sitting = _waiting(turn) if turn.verified else None
    return _next(sitting, turn) if sitting else told(turn, "questions-none", {})


def rather_not(turn: Turn) -> Go:
    """Nothing is asked this time."""
    sitting = _waiting(turn) if turn.verified else None
    if sitting:
        sittings.decline(sitting, by=calling_in.themselves(sitting, Way.VOICE), now=turn.now)
    return told(turn, "questions-no", {})


# --- One question ---------------------------------------------------------------------------------------


def say_one(turn: Turn) -> Context:
    instrument = registry[turn.kept["instrument"]]
    item = instrument.item(turn.kept["item"])
    opens = instrument.opening if item == instrument.items[0] else None
    return {
        "opening": opens.to(_language(turn)) if opens else "",
        "words": item.words.to(_language(turn)),
        "options": [option.words.to(_language(turn)) for option in item.options],
        "least": item.least,
        "most": item.most,
        "low": item.low.to(_language(turn)) if item.low else "",
        "high": item.high.to(_language(turn)) if item.high else "",
        "has_words": item.own_words is not None,
    }


def chosen(turn: Turn) -> Go:
    """One of the answers, by its key."""
    options = _item(turn).options
    nth = int(turn.digit) - 1
    if nth >= len(options):
        raise NotUnderstood(Said("questions-which", {"most": len(options)}))
    return _keep(turn, options[nth].value)


def said_answer(turn: Turn) -> Go:
    """One of the answers, by its words: the longest of those that were among what they said."""
    said = f" {bare(turn.heard.speech)} "
    found = [
        (len(words), option.value)
        for option in _item(turn).options
        for words in (bare(option.words.en), bare(option.words.fr))
        if f" {words} " in said
    ]
    if not found:
        raise NotUnderstood(Said("questions-which", {"most": len(_item(turn).options)}))
    return _keep(turn, max(found)[1])


def keyed_number(turn: Turn) -> Go:
    if turn.digit == TO_PERSON:
        return Go(PERSON)
    item = _item(turn)
    if not turn.digit or int(turn.digit) not in item.values:
        raise NotUnderstood(Said("questions-between", {"least": item.least, "most": item.most}))
    return _keep(turn, int(turn.digit))


def would_rather_not_say(turn: Turn) -> Go:
    return _keep(turn, DECLINED)


def _keep(turn: Turn, given: Given) -> Go:
    """Raises `DomainError` where it can be answered no more."""
    ids = turn.verified.ids if turn.verified else []
    sitting = calling_in.again(turn.kept["sitting"], ids, now=turn.now)
    calling_in.keep(sitting, turn.kept["instrument"], turn.kept["item"], given, way=Way.VOICE, now=turn.now)
    return _next(sitting, turn)


def _next(sitting: Sitting, turn: Turn) -> Go:
    remaining = answering.left(sitting)
    if not remaining:
        return _end(sitting, turn)
    instrument, item = remaining[0]
    kept = {"sitting": sitting.pk, "instrument": instrument.key, "item": item.slug}
    return Go(ONE if item.options else NUMBER, kept)


def _end(sitting: Sitting, turn: Turn) -> Go:
    calling_in.end_if_whole(sitting, way=Way.VOICE, now=turn.now)
    return told(turn, "questions-end", {"at": sitting.centre})


def _item(turn: Turn) -> Item:
    return registry[turn.kept["instrument"]].item(turn.kept["item"])


def _language(turn: Turn) -> str:
    return str(turn.language)


SKIPS = Key(
    "I would rather not say",
    would_rather_not_say,
    {"en": ("rather not say", "skip"), "fr": ("préfère ne pas répondre", "passe")},
)
add_key(
    MAIN,
    "7",
    Key(
        "the centre’s questions, for whoever has some to answer",
        my_questions,
        {"en": ("questions",), "fr": ("questions",)},
        told_in="questions-offer",
    ),
)
say_first(MAIN, offer)
register(
    BEGIN,
    about="The centre’s questions to whoever proved who they are",
    enter=say_begin,
    keys={
        "1": Key("begin, or go on", begin, {"en": ("begin", "go on"), "fr": ("commencer", "continuer")}),
        "2": Key("not this time", rather_not, {"en": ("rather not",), "fr": ("pas cette fois",)}),
    },
)
register(
    ONE,
    about="One question with its answers",
    enter=say_one,
    take=said_answer,
    keys={**{str(digit): Key("the answer", chosen) for digit in range(1, 6)}, "*": SKIPS},
)
register(
    NUMBER,
    about="One question that a number answers; 00 is a person",
    listens=Listens.NUMBER,
    enter=say_one,
    take=keyed_number,
    keys={"*": SKIPS},
)
