"""What people can text to us: words and questions, declared by the rooms that can act on them.

A text is understood in this order: the carriers' own words (STOP, HELP…), an answer to the question last asked (a
digit, or words that the question reads), a keyword. Words are compared folded: without accents, capitals, punctuation
and emoji.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from centres.models import Centre
from core.registry import Registry
from people.services.households import Member


@dataclass(frozen=True)
class Turn:
    """One text, and what we know of whoever sent it. `key` is the same however often the text is reported."""

    number: str
    centre: Centre
    language: str
    members: list[Member]
    key: UUID
    now: datetime
    rest: str = ""  # what followed the keyword
    member: Member | None = None  # once it is known who of the number's people it is


@dataclass(frozen=True)
class Answer:
    """What we text back: `templates/texts/<slug>.{en,fr}.txt`. With a `question`, a digit picks one of `choices`; a
    question without choices is answered by words of their own. `asks_on`: what was asked before is still open.
    `language`: in which we go on, where that changes."""

    slug: str
    context: Mapping[str, Any] = field(default_factory=dict)
    question: str = ""
    choices: Sequence[Any] = ()  # of each digit, what it stands for: plain data
    asks_on: bool = False
    language: str = ""


@dataclass(frozen=True)
class Keyword:
    """`words` by language: an answer to a French word is in French. `for_known`: we must know who it is."""

    slug: str
    words: Mapping[str, Sequence[str]]
    run: Callable[[Turn], Answer]
    for_known: bool


@dataclass(frozen=True)
class Reading:
    """Words that answer a question as its digits do: `read` gives what they say, or None where they are other words;
    `run(turn, choices, said)` is told of it, and of the choices that were kept. `unread`: what we text back where a
    text is neither this nor anything else."""

    read: Callable[[str], Any]
    run: Callable[[Turn, Sequence[Any], Any], Answer]
    unread: str


@dataclass(frozen=True)
class Question:
    """`run(turn, meant)` is told what the digit stood for; where the answer is `free`, the kept choices and the words.
    `who`: of several people with the number, we must know which. `words`: which are an answer beside the digits.
    `private`: what is answered is kept where it belongs, and not among the texts that came in."""

    slug: str
    run: Callable[[Turn, Any], Answer]
    free: bool
    who: bool
    words: Reading | None
    private: bool


keywords: Registry[Keyword] = Registry("keyword")
questions: Registry[Question] = Registry("question by text")


def register(
    slug: str, *, words: Mapping[str, Sequence[str]], run: Callable[[Turn], Answer], for_known: bool = False
) -> None:
    keywords.register(slug, Keyword(slug, words, run, for_known))


def ask(
    slug: str,
    *,
    run: Callable[[Turn, Any], Answer],
    free: bool = False,
    who: bool = False,
    words: Reading | None = None,
    private: bool = False,
) -> None:
    questions.register(slug, Question(slug, run, free, who, words, private))
