"""What the automatic line can be asked: its steps, and the keys that lead on from them.

A step says something (`templates/voice/<slug>.{en,fr}.txt`, one sentence a line) and then listens: for a key, for some
digits, for a message after a tone, or for how a call that was passed on came to its end. Rooms above add steps, and
keys to the main menu. What is declared here is drawn in `docs/phone.md` (`scripts/phone_tables.py`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from centres.models import Centre
from core import throttle, words
from core.actors import Actor, Channel, person_actor
from core.registry import Registry
from notifications.models import LineCall
from people.models import Person
from people.services.households import Member

MAIN, PERSON, GOODBYE, TOLD, VERIFY = "main", "person", "goodbye", "told", "verify"
STRANGER = Actor(channel=Channel.VOICE)


class Listens(StrEnum):
    """For what a step listens once it has spoken, as `docs/phone.md` says it."""

    KEY = "one key, or a word"
    DIGITS = "digits, then the pound key; or the digits said"
    NUMBER = "a number in which also 0, 8 and 9 are digits, then the pound key; or the number said"
    RECORDING = "what is said after the tone"
    PERSON = "how the conversation with a person ended"
    NOTHING = "nothing: the call ends"
    LEADS_ON = "nothing: it leads on by itself"


@dataclass(frozen=True)
class Heard:
    """What came back: keys, words, the id of a recording, or what became of a call that was passed on.

    `is_one_too_many`: what the step lets nobody try without end was tried too often.
    """

    digits: str = ""
    speech: str = ""
    recording: str = ""
    passed_on: str = ""
    is_one_too_many: bool = False

    @property
    def number(self) -> str:
        """The digits that were keyed in, or else said."""
        return self.digits or "".join(filter(str.isdecimal, self.speech))


@dataclass(frozen=True)
class Turn:
    """One answer of a caller, and what we know of them. `kept` is what the step was told when it was entered; `key` is
    the same however often the turn is reported; `digit` is the key that was meant, or the number."""

    call: LineCall
    kept: Mapping[str, Any]
    members: list[Member]
    heard: Heard
    key: UUID
    now: datetime
    digit: str = ""

    @property
    def centre(self) -> Centre:
        return self.call.centre

    @property
    def number(self) -> str:
        return self.call.number

    @property
    def language(self) -> str:
        """The caller's, once they chose one; till then the one in which we spoke first."""
        known = self.members[0].person.language if self.members else self.centre.language
        return self.call.language or known

    @property
    def verified(self) -> Member | None:
        """Who it is, where that was proved in this call."""
        if not self.call.is_verified:
            return None
        return next((member for member in self.members if self.call.person_id in member.ids), None)

    @property
    def likely(self) -> Member | None:
        """Who it is, or would have to be: where only one person has the number. Nothing of theirs may be said."""
        return self.verified or (self.members[0] if len(self.members) == 1 else None)

    @property
    def by(self) -> Actor:
        """Whoever speaks: the one that they proved to be, or nobody in particular."""
        member = self.verified
        return person_actor(member.person.pk, channel=Channel.VOICE) if member else STRANGER


@dataclass(frozen=True)
class Said:
    """Words: `templates/voice/<slug>.{en,fr}.txt`."""

    slug: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Go:
    """Where a call goes on: a step, what it has to know (plain data), and what is said before it speaks."""

    step: str
    kept: Mapping[str, Any] = field(default_factory=dict)
    first: Sequence[Said] = ()


class NotUnderstood(Exception):
    """A key or digits with which a step can do nothing. `said` tells the caller so."""

    def __init__(self, said: Said | None = None) -> None:
        super().__init__()
        self.said = said or Said("not-understood")


@dataclass(frozen=True)
class Key:
    """One key: what it does, for the table; and the words that mean the same, by language. `told_in`: the slug of the
    words that tell of it, where the step's own do not (`say_first`)."""

    label: str
    run: Callable[[Turn], Go]
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    told_in: str = ""


Tries = Callable[[LineCall, Heard], Sequence[throttle.Try]]


def nothing_more(_turn: Turn) -> Mapping[str, Any] | Go:
    """Nothing is to be known for what a step says."""
    return {}


@dataclass(frozen=True)
class Step:
    """`enter` gives the context of what is said, or another step to go to at once; `take` gets what no key stands for.

    After so many `misses` in a row the call goes to `lost`. `seconds` is how long a recording may be. `tries` are
    counted before anything is tried. `dials` gives the number (E.164) of the person whom the step calls, who sees the
    centre's line; without it a person at the desk is called.
    counted before anything is tried. `first`: what rooms above have it say before its own words, to whom it concerns.
    """

    slug: str
    about: str
    listens: Listens
    enter: Callable[[Turn], Mapping[str, Any] | Go]
    take: Callable[[Turn], Go] | None
    keys: dict[str, Key]
    misses: int
    lost: str
    seconds: int
    tries: Tries | None
    dials: Callable[[Turn], str] | None
    first: list[Callable[[Turn], "Said | None"]] = field(default_factory=list)


steps: Registry[Step] = Registry("step of the automatic line")
everywhere: dict[str, Key] = {}  # what a key does in any step that gives it no other meaning


def register(
    slug: str,
    *,
    about: str,
    listens: Listens = Listens.KEY,
    enter: Callable[[Turn], Mapping[str, Any] | Go] = nothing_more,
    take: Callable[[Turn], Go] | None = None,
    keys: Mapping[str, Key] | None = None,
    misses: int = 3,
    lost: str = PERSON,
    seconds: int = 0,
    tries: Tries | None = None,
    dials: Callable[[Turn], str] | None = None,
) -> None:
    step = Step(slug, about, listens, enter, take, dict(keys or {}), misses, lost, seconds, tries, dials)
    steps.register(slug, step)


def add_key(step: str, digit: str, key: Key) -> None:
    """One more key of a step that a lower room declared. Raises `ValueError` where it has a meaning already."""
    if digit in steps[step].keys:
        raise ValueError(f"key {digit} of {step!r} is taken")
    steps[step].keys[digit] = key


def say_first(step: str, say: Callable[[Turn], Said | None]) -> None:
    """What a step that a lower room declared says before its own words, where there is something to say."""
    steps[step].first.append(say)


Reply = Callable[[Turn, Any], Go]
replies: Registry[Reply] = Registry("reply to a question in a call")


def reply(question: str, run: Reply) -> None:
    """What becomes of an answer to what a message asks (`notifications.registry.Asks`), given in a call of ours."""
    replies.register(question, run)


def told(turn: Turn, slug: str, context: Mapping[str, Any]) -> Go:
    """Say something that matters, so that it can be heard again as often as they like."""
    return Go(TOLD, {"words": render(turn, Said(slug, context))})


def render(turn: Turn, said: Said, language: str = "") -> str:
    """The words in a language, or in the caller's."""
    context = {**said.context, "centre": turn.centre, "is_slow": turn.call.is_slow}
    return words.render(f"voice/{said.slug}", language or turn.language, context)


def person_of(turn: Turn) -> Person | None:
    member = turn.likely
    return member.person if member else None
