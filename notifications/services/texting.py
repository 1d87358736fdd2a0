"""What becomes of a text that somebody sent us: one answer, once, in their language, and never a dead end."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

from django.db import transaction
from django.utils import translation

from core import audit, clock, phones, throttle, words
from core.actors import Actor, Channel, person_actor
from core.errors import DomainError
from core.text import bare
from notifications import parts, understanding
from notifications.carrier_words import RESUME, STOP, Meaning
from notifications.keywords import Answer, Keyword, Reading, Turn, keywords, questions
from notifications.models import Conversation, InboundText, Reason
from notifications.services import call_backs, conversations
from people.models import Person
from people.services import households, numbers
from people.services.households import Member

AN_HOUR = 30  # texts from one number; more than that is a machine that answers ours
ASKED_FOR = timedelta(days=2)  # how long a question can be answered
SAME_PERSON_FOR = timedelta(hours=12)
REPORTED_AGAIN = timedelta(minutes=15)  # how long a provider tries again
MOST_LETTERS = 1600
WHO = "who"
NOBODY = 0
BY_TEXT = Actor(channel=Channel.SMS)


class Replayed(Exception):
    """A text that was dealt with long ago."""


def receive(
    *, provider_id: str, number: str, line: str, said: str, is_answered: bool = False, now: datetime | None = None
) -> str:
    """Act on a text to one of our lines; returns the answer's words, empty for none.

    Reported again by the provider, it does nothing and gets the answer that it got. `number` and `line` are E.164.
    `is_answered`: the carrier has answered it already, as its owner told it to for words like STOP. Raises `Replayed`
    for what comes again long after: that is nobody's provider.
    """
    now = now or clock.now()
    known = InboundText.objects.filter(provider_id=provider_id).first()
    if known:
        if known.at < now - REPORTED_AGAIN:
            raise Replayed
        return known.answer
    try:
        number = phones.to_e164(number)
    except phones.NotAPhone:
        return ""
    centre = conversations.centre_of(number, line)
    if centre is None or not _is_heard(number, said, now):
        return ""
    with transaction.atomic():
        talk = conversations.held(number, centre, now=now)
        text, is_new = InboundText.objects.get_or_create(
            provider_id=provider_id,
            defaults={"number": number, "centre": talk.centre, "words": said[:MOST_LETTERS], "at": now},
        )
        if is_new:
            _answer(_Talk(talk, text, now), text, is_answered=is_answered)
        return text.answer


def _answer(talk: "_Talk", text: InboundText, *, is_answered: bool) -> None:
    if talk.is_private:
        text.words = ""
    text.answer = talk.answer(is_answered=is_answered)
    text.person = talk.person
    text.save(update_fields=["words", "answer", "person"])
    if text.person:
        by = person_actor(text.person.pk, channel=Channel.SMS)
        audit.record("text.received", by=by, subject=text, person_id=text.person.pk)


def _is_heard(number: str, said: str, now: datetime) -> bool:
    """Whether a text is looked at: not where the number sends too many, save for STOP and its like."""
    try:
        throttle.allow(throttle.Try("text", number, limit=AN_HOUR), now=now)
    except DomainError:
        return understanding.carriers_meaning(bare(said)) is not None
    return True


class _Talk:
    """One text within its conversation."""

    def __init__(self, talk: Conversation, text: InboundText, now: datetime) -> None:
        self.talk, self.now = talk, now
        if talk.asked_at <= now - SAME_PERSON_FOR:
            talk.person = None  # whatever is answered now would renew it
        self.said = text.words
        self.folded = bare(text.words)
        members = households.members(talk.number)
        self.turn = Turn(talk.number, talk.centre, talk.language, members, _key(text.provider_id), now)

    def answer(self, *, is_answered: bool) -> str:
        meaning = understanding.carriers_meaning(self.folded)
        if meaning:
            said = self._to_carriers_word(meaning)
            return "" if is_answered or meaning.carrier_answers else said
        found = self._in_our_words()
        self.talk.save()
        if numbers.stopped([self.talk.number]):
            return ""  # who said STOP gets nothing, not even an answer, until they say START
        return found

    @property
    def is_private(self) -> bool:
        """Whether what they text answers a question whose answers are kept elsewhere."""
        is_ours = self._is_open_question() and self.talk.question != WHO
        return is_ours and questions[self.talk.question].private and not understanding.carriers_meaning(self.folded)

    @property
    def person(self) -> Person | None:
        """Who wrote, where we know it."""
        members = self.turn.members
        return self.talk.person or (members[0].person if len(members) == 1 else None)

    # --- The carriers' own words -----------------------------------------------------------------

    def _to_carriers_word(self, meaning: Meaning) -> str:
        """STOP and START hold at once, whoever's word it was."""
        if meaning.language:
            self.talk.language = meaning.language
        if meaning.words is STOP:
            numbers.stop(self.talk.number, by=BY_TEXT, now=self.now)
        elif meaning.words is RESUME:
            numbers.resume(self.talk.number, by=BY_TEXT)
        self.talk.question, self.talk.choices, self.talk.not_understood = "", [], 0
        self.talk.save()
        return self._rendered(Answer(meaning.words.slug))

    # --- Ours --------------------------------------------------------------------------------------

    def _in_our_words(self) -> str:
        """An answer to the question last asked, or a keyword, or a question back."""
        run = self._as_answer() or self._as_reading() or self._as_keyword()
        if run is None and self._is_open_question() and self._takes_words():
            run = self._as_words()
        if run is None:
            return self._not_understood()
        self.talk.not_understood = 0
        return self._run(run)

    def _is_open_question(self) -> bool:
        return bool(self.talk.question) and self.talk.asked_at > self.now - ASKED_FOR

    def _takes_words(self) -> bool:
        return self.talk.question != WHO and questions[self.talk.question].free

    def _as_answer(self) -> Callable[[], Answer] | None:
        nth = understanding.digit(self.folded)
        if not self._is_open_question() or self._takes_words() or not 1 <= nth <= len(self.talk.choices):
            return None
        return lambda: self._to_question(self.talk.question, self.talk.choices[nth - 1])

    def _reading(self) -> Reading | None:
        """The words that the question takes beside its digits, where it does."""
        is_ours = self._is_open_question() and self.talk.question != WHO
        return questions[self.talk.question].words if is_ours else None

    def _as_reading(self) -> Callable[[], Answer] | None:
        reading = self._reading()
        said = reading.read(self.said) if reading else None
        if reading is None or said is None:
            return None
        return lambda: reading.run(self._whose(), self.talk.choices, said)

    def _as_words(self) -> Callable[[], Answer]:
        return lambda: questions[self.talk.question].run(self._whose(), [self.talk.choices, self.said.strip()])

    def _as_keyword(self) -> Callable[[], Answer] | None:
        found = understanding.find_keyword(self.folded)
        if found is None:
            return None
        keyword, rest, language = found
        if language:
            self.talk.language = language
        return lambda: self._to_keyword(keyword, rest)

    def _to_question(self, slug: str, meant: object) -> Answer:
        if slug == WHO:
            return self._now_we_know_who(meant)
        turn = self._whose()
        if questions[slug].who and turn.member is None and turn.members:
            return self._who([slug, meant])
        return questions[slug].run(turn, meant)

    def _to_keyword(self, keyword: Keyword, rest: str) -> Answer:
        turn = replace(self._whose(), rest=rest)
        if keyword.for_known and turn.member is None:
            if not turn.members:
                return Answer("not-known")
            return self._who(["", f"{keyword.slug} {rest}"])
        return keyword.run(turn)

    # --- Who of the people with this number --------------------------------------------------------

    def _whose(self) -> Turn:
        """The turn with its member, where there is but one, or they said not long ago which."""
        turn = replace(self.turn, language=self.talk.language)
        if len(turn.members) == 1:
            return replace(turn, member=turn.members[0])
        if self.talk.person_id:
            return replace(turn, member=_with(turn.members, self.talk.person_id))
        return turn

    def _who(self, pending: list[object]) -> Answer:
        """Which of them it is, with what they wanted kept."""
        members = self.turn.members
        choices = [[member.person.pk, pending] for member in members] + [[NOBODY, pending]]
        return Answer("who", {"names": [member.name for member in members]}, WHO, choices)

    def _now_we_know_who(self, meant: object) -> Answer:
        person_id, (slug, wanted) = cast("tuple[int, tuple[str, Any]]", meant)
        member = _with(self.turn.members, person_id) if person_id else None
        self.talk.person = member.person if member else None
        turn = replace(self.turn, language=self.talk.language, member=member)
        if slug:
            return questions[slug].run(turn, wanted)
        name, _space, rest = str(wanted).partition(" ")
        return keywords[name].run(replace(turn, rest=rest)) if member else Answer("not-known")

    # --- Answering -----------------------------------------------------------------------------------

    def _run(self, run: Callable[[], Answer]) -> str:
        try:
            with transaction.atomic(), translation.override(self.talk.language):
                found = run()
        except DomainError as error:
            with translation.override(self.talk.language):
                found = Answer("no", {"why": error.words})
        if not found.asks_on:
            self.talk.question, self.talk.choices = found.question, list(found.choices)
        self.talk.asked_at = self.now
        self.talk.language = found.language or self.talk.language
        return self._rendered(found)

    def _not_understood(self) -> str:
        """The second time in a row, somebody calls: nobody is left talking to a machine."""
        self.talk.not_understood += 1
        if self.talk.not_understood < 2:
            reading = self._reading()
            slug = reading.unread if reading else "not-understood"
            return self._rendered(Answer(slug, {"choices": len(self.talk.choices)}))
        self.talk.not_understood = 0
        call_backs.ask(
            centre=self.talk.centre,
            number=self.talk.number,
            person=self.person,
            reason=Reason.NOT_UNDERSTOOD,
            words="" if self.is_private else self.said,
            language=self.talk.language,
            by=BY_TEXT,
        )
        return self._rendered(Answer("we-call"))

    def _rendered(self, answer: Answer) -> str:
        language = self.talk.language
        context = {**answer.context, "centre": self.talk.centre}
        said = parts.plain(words.render(f"texts/{answer.slug}", language, context))
        lines = [" ".join(line.split()) for line in said.splitlines()]
        return "\n".join(line for line in lines if line)[:MOST_LETTERS]


def _key(provider_id: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"text:{provider_id}")


def _with(members: list[Member], person_id: object) -> Member | None:
    return next((member for member in members if person_id in member.ids), None)
