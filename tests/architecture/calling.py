"""Every call to a line or from one, with whatever can be keyed in, said or recorded at each of its steps."""

import copy
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from activities import notices
from matches import visit_notices
from notifications.menus import MAIN, TOLD, Listens, Step, everywhere, steps
from notifications.models import Delivery, LineCall, OutboxMessage, Reminders
from notifications.ringing import NEWS_WORDS
from people.models import ContactPoint, Person
from people.models.contact import Way
from tests.architecture.facts import Fact
from tests.architecture.spoken import as_one
from tests.architecture.telephones import CLOSED_CODE, NUMBERS, OPEN_CODE, PROVED, Things
from tests.architecture.telling import named
from tests.fakes.signed import Call

Fields = dict[str, str]
WRONG = "9999"
PICKED_UP = ("human", "machine_end_beep")

# Of each step that does more than its keys, what is heard there.
HEARD: dict[str, Callable[[Things, str], list[Fields]]] = {
    "person": lambda _things, _digits: [{"DialCallStatus": "completed"}, {"DialCallStatus": "no-answer"}],
    "number": lambda _things, _digits: [{"Digits": "6135550199"}, {"Digits": "12"}],
    "message": lambda _things, _digits: [{"RecordingSid": "RE1"}],
    "verify": lambda _things, digits: [{"Digits": digits}],
    "day": lambda _things, _digits: [{"SpeechResult": "tomorrow"}],
    "code": lambda _things, _digits: [{"Digits": OPEN_CODE}, {"Digits": CLOSED_CODE}, {"Digits": "9999"}],
    "name": lambda _things, _digits: [{"RecordingSid": "RE2"}],
    "slip": lambda things, _digits: [{"Digits": things.world.prescription.code}, {"Digits": "000000000"}],
    "questions-one": lambda _things, _digits: [{"SpeechResult": "often"}],
    "questions-number": lambda _things, _digits: [{"Digits": "3"}, {"Digits": "00"}],
    "asked-connect": lambda _things, _digits: [{"DialCallStatus": "completed"}, {"DialCallStatus": "no-answer"}],
}
# Of each question that a call of ours can ask: the message that asks it, what it is about, whom it calls, and how the
# message's key ends as long as it makes sense.
ASKED: dict[str, Callable[[Things], tuple[str, Any, list[Person], str]]] = {
    "own-place": lambda things: (
        "place-reminder",
        things.lantern,
        [things.world.owner],
        notices.reminder_key(Reminders.DAY_BEFORE, things.lantern.session),
    ),
    "stand-in": lambda things: ("substitute-wanted", things.stand_in, [things.world.owner], ""),
    "own-visit": lambda things: (
        "visit-reminder",
        things.visit,
        [things.world.owner, things.world.neighbour],
        visit_notices.reminder_key(things.visit),
    ),
    "visit-in": lambda things: ("visit-arrived", things.visit_begun, [things.world.owner], ""),
    "visit-out": lambda things: (
        "visit-left",
        things.visit_over,
        [things.world.owner],
        f"@{things.visit_over.ends_at.astimezone(UTC):%Y%m%dT%H%M}",
    ),
}


class Calling:
    """One telephone, by the letters of `NUMBERS` and `PROVED`. Whatever comes of its calls is taken back.

    Nobody proves anything in a call of ours: those are walked by the numbers alone.
    """

    def __init__(self, who: str, things: Things, facts: dict[str, Fact]) -> None:
        self.whose, self.digits = PROVED.get(who, (who, WRONG))
        self.is_rung = who in NUMBERS
        self.number, self.things, self.facts = NUMBERS[self.whose], things, facts
        self.told: dict[str, set[str]] = defaultdict(set)
        self._been: set[tuple[Any, ...]] = set()

    def walk(self) -> dict[str, set[str]]:
        """What each step told, and each answer to what a call of ours asked."""
        with transaction.atomic():
            self._listen(Call(self.number), "", "")
            transaction.set_rollback(True)
        for question, path in self._from_us() if self.is_rung else ():
            for by in PICKED_UP:
                with transaction.atomic():
                    self._been.clear()
                    self._listen(Call(self.number, path=path, AnsweredBy=by), question, "")
                    transaction.set_rollback(True)
        return self.told

    def _from_us(self) -> Iterator[tuple[str, str]]:
        """The calls of ours that this telephone can pick up: by question, their addresses."""
        for question, asked in ASKED.items():
            slug, about, people, ending = asked(self.things)
            for person in people:
                if point := ContactPoint.objects.filter(person=person, value=self.number).first():
                    yield question, reverse("phone:voice_message", args=[self._handed(slug, about, point, ending).pk])
        call = self.things.world.invite_call
        if ContactPoint.objects.filter(person=call.champion.person, value=self.number).exists():
            yield "", reverse("phone_asked:answered", args=[call.public_id])

    def _handed(self, slug: str, about: Any, point: ContactPoint, ending: str) -> Delivery:
        now, centre = timezone.now(), self.things.world.centre
        kept = {"type": slug, "person": point.person, "about_id": about.pk, "centre": centre}
        message = OutboxMessage.objects.create(**kept, created_at=now, key=f"walk:{slug}:{point.pk}:{ending}")
        return Delivery.objects.create(message=message, point=point, way=Way.VOICE, at=now)

    def _listen(self, call: Call, question: str, before: str) -> None:
        """What is said now, after a step `before`; and then everything that can be done."""
        row = LineCall.objects.filter(provider_id=call.fields["CallSid"]).first()
        if row is None:
            return
        step = steps[row.choices["step"]]
        self._note(f"told by {before}" if step.slug == TOLD else f"step {step.slug}", call)
        here = (step.slug, json.dumps(row.choices["kept"]), row.language, row.is_verified)
        if here in self._been or call.waits_for == "Hangup":
            return
        self._been.add(here)
        for fields in self._answers(step):
            with transaction.atomic():
                then = copy.copy(call).send(call.verb.attrib["action"], **fields)
                if step.slug == NEWS_WORDS and fields.get("Digits") in ("1", "2"):
                    self._note(f"reply {question}", then)
                self._listen(then, question, step.slug)
                transaction.set_rollback(True)

    def _note(self, label: str, call: Call) -> None:
        self.told[label] |= set(named(as_one(call.words), self.facts))

    def _answers(self, step: Step) -> list[Fields]:
        """Its keys; in the main menu also those that mean the same everywhere."""
        keys = everywhere | step.keys if step.slug == MAIN else step.keys
        own = HEARD[step.slug](self.things, self.digits) if step.take else []
        return [*({"Digits": key} for key in keys), *own]


def speak() -> list[Step]:
    """The steps that say something of their own; what `TOLD` says is that of the step before it."""
    return [step for step in steps if step.listens != Listens.LEADS_ON and step.slug != TOLD]
