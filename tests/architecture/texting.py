"""Every text that can be sent to a line, with whatever can be answered to what it asks."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from evaluation.instruments import newest
from evaluation.services import calling_in
from notifications import carrier_words
from notifications.carrier_words import Words
from notifications.keywords import keywords
from notifications.models import Conversation
from tests.architecture.spoken import as_one
from tests.architecture.telephones import CLOSED_CODE, NUMBERS, OPEN_CODE, Things
from tests.architecture.telling import named
from tests.fakes.signed import Handset

LANGUAGES = ("en", "fr")
CARRIERS: tuple[Words, ...] = (carrier_words.HELP, carrier_words.RESUME, carrier_words.STOP)

# Of each keyword, what follows it.
FOLLOWS: dict[str, Callable[[Things], list[str]]] = {
    "join": lambda _things: ["", OPEN_CODE, CLOSED_CODE],
    "list": lambda _things: [""],
    "mine": lambda _things: [""],
    "visit-in": lambda _things: [""],
    "visit-out": lambda _things: [""],
    "visit-help": lambda _things: [""],
    "slip": lambda things: [things.world.prescription.code, "000000000"],
    "language": lambda _things: [""],
    "call-me": lambda _things: [""],
    "questions": lambda _things: [""],
}
# Of each question, what its digits stand for where it is about somebody's own. It is put to every number: whoever has
# the number by now may be somebody else.
ABOUT: dict[str, Callable[[Things], list[Any]]] = {
    "list": lambda things: [[things.lantern.session_id, False]],
    "way-in": lambda things: [[things.lantern.session_id, False]],
    "name": lambda things: [things.lantern.session_id, False],
    "mine": lambda things: [things.kingfisher.pk, things.lantern.pk, things.heron.pk],
    "own-place": lambda things: [
        [place.pk, what]
        for place in (things.kingfisher, things.lantern, things.heron)
        for what in ("yes", "no", "leave")
    ],
    "stand-in": lambda things: [[things.stand_in.pk, "yes"], [things.stand_in.pk, "no"]],
    "own-visit": lambda things: [[things.visit.pk, "yes"], [things.visit.pk, "no"]],
    "visit-time": lambda things: [[things.visit.pk, "yes"]],
    "visit-to-move": lambda things: [
        [things.visit.pk, "2026-12-11", "15:00:00", things.visit.revision, what] for what in ("yes", "no")
    ],
    "visit-in": lambda things: [[things.visit_begun.pk, "here"], [things.visit_begun.pk, "off"]],
    "visit-out": lambda things: [[things.visit_over.pk, "left"], [things.visit_over.pk, "help"]],
    "slip-date": lambda things: [[things.world.prescription.pk, things.lantern.session_id]],
    "questions": lambda things: calling_in.to_begin(things.world.sitting.pk),
    "questions-one": lambda things: [[things.world.sitting.pk, newest("ucla3").key, "companionship", 1]],
    "questions-number": lambda things: [[things.world.sitting.pk, newest("matters").key, "matters", 3]],
    "questions-words": lambda things: [[things.world.sitting.pk, newest("matters").key, "matters"]],
}
# What is said to a question beside its digits.
SAID = {
    "name": ["Odette"],
    "own-visit": ["friday 3 pm"],
    "visit-time": ["friday 3 pm"],
    "visit-to-move": ["friday 4 pm"],
    "visit-in": ["friday 3 pm"],
    "questions": ["later"],
    "questions-one": ["x"],
    "questions-number": ["x", "0"],
    "questions-words": ["My garden"],
}


class Texting:
    """One number that texts everything. Whatever comes of it is taken back."""

    def __init__(self, who: str, things: Things) -> None:
        self.number, self.things = NUMBERS[who], things
        self.told: dict[str, set[str]] = defaultdict(set)
        self._asked: set[tuple[Any, ...]] = set()

    def walk(self, facts: Any) -> dict[str, set[str]]:
        """What each keyword and question told."""
        self.facts = facts
        for language in LANGUAGES:
            for label, said in self._texts(language):
                self._text(label, said)
            for question, about in ABOUT.items():
                self._put(question, about(self.things), language)
        return self.told

    def _texts(self, language: str) -> Iterator[tuple[str, str]]:
        for keyword in keywords:
            for rest in FOLLOWS[keyword.slug](self.things):
                yield f"text {keyword.slug}", f"{keyword.words[language][0]} {rest}".strip()
        for words in CARRIERS:
            for said in sorted(words.ours.get(language, ()) or words.carriers)[:1]:
                yield f"carriers' {words.slug}", said
        yield "other words", "zzz zzz"

    def _text(self, label: str, said: str) -> None:
        with transaction.atomic():
            answer = Handset(self.number).text(said)
            self.told[label] |= set(named(as_one(answer), self.facts))
            self._follow()
            transaction.set_rollback(True)

    def _put(self, question: str, choices: list[Any], language: str) -> None:
        with transaction.atomic():
            asked = {"question": question, "choices": choices, "language": language, "asked_at": timezone.now()}
            kept = {**asked, "centre": self.things.world.centre}
            Conversation.objects.update_or_create(number=self.number, defaults=kept)
            self._follow()
            transaction.set_rollback(True)

    def _follow(self) -> None:
        """Everything that can be answered now."""
        talk = Conversation.objects.filter(number=self.number).first()
        if talk is None or not talk.question:
            return
        here = (talk.question, json.dumps(talk.choices), talk.person_id, talk.language)
        if here in self._asked:
            return
        self._asked.add(here)
        digits = [str(nth + 1) for nth in range(len(talk.choices))]
        for said in [*digits, *SAID.get(talk.question, [])]:
            self._text(f"question {talk.question}", said)
