"""The automatic line: one call after another, one turn after another, each of which counts once.

A call is one row, locked while a turn of it is answered. Turns are numbered: one that is reported again gets the
answer that it got; what comes too late, or never was asked, is refused.
"""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from centres.models import Centre
from core import clock, phones, throttle
from core.errors import DomainError
from core.text import bare
from notifications import menus, twiml
from notifications.menus import Go, Heard, Key, Listens, NotUnderstood, Said, Step, Turn, steps
from notifications.models import LineCall
from people.services import households

LONGEST = timedelta(hours=2)
REPORTED_LATE = timedelta(minutes=10)
AN_HOUR = 30  # calls from one number
MOST_AT_ONCE = 6  # steps that lead on by themselves
OVER = {"completed", "busy", "failed", "no-answer", "canceled"}
# What the provider writes for a number that it may not tell: ANONYMOUS, RESTRICTED… on the keypad.
WITHHELD = {"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"}
LANGUAGES = ["en", "fr"]
FEW_WORDS = (2, 3)  # in which a numeral at the end is no part of a sentence
NUMERALS = {
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "fr": ("zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
}


class OutOfTurn(Exception):
    """What is reported is over, or was never asked."""


def begin(*, provider_id: str, number: str, line: str, now: datetime | None = None) -> str:
    """Somebody calls one of our lines; the answer as TwiML. Raises `OutOfTurn`."""
    now, number = now or clock.now(), _seen(number)
    known = LineCall.objects.filter(provider_id=provider_id).first()
    if known:
        return _opening(known)
    centre = Centre.objects.filter(line_number=line).exclude(line_number="").first() or Centre.public().first()
    try:
        if number:
            throttle.allow(throttle.Try("call", number, limit=AN_HOUR), now=now)
    except DomainError:
        return twiml.refusal()
    if centre is None:
        return twiml.refusal()
    return start(provider_id, Go("language"), number=number, centre=centre, language="", now=now)


@transaction.atomic
def start(provider_id: str, go: Go, *, number: str, centre: Centre, language: str, now: datetime) -> str:
    """A call begins, either way. Reported twice at once, it begins once. Raises `OutOfTurn`."""
    call, is_new = LineCall.objects.get_or_create(
        provider_id=provider_id,
        defaults={"number": number, "centre": centre, "language": language, "started_at": now},
    )
    if is_new:
        _Talk(call, Heard(), now).arrive(go)
        call.save()
    return _opening(call)


def go_on(*, provider_id: str, step: str, turn: int, heard: Heard, now: datetime | None = None) -> str:
    """A step was answered; what comes next, as TwiML. Raises `OutOfTurn`."""
    now = now or clock.now()
    return _go_on(provider_id, step, turn, _counted(provider_id, step, turn, heard, now), now)


def _counted(provider_id: str, step: str, turn: int, heard: Heard, now: datetime) -> Heard:
    """Count what may be tried only so often, before the call is locked: whatever fails later does not undo it."""
    tries = steps[step].tries if step in steps else None
    call = LineCall.objects.filter(provider_id=provider_id, turn=turn - 1).first() if tries else None
    if tries is None or call is None:
        return heard
    try:
        throttle.allow(*tries(call, heard), now=now)
    except DomainError:
        return replace(heard, is_one_too_many=True)
    return heard


@transaction.atomic
def _go_on(provider_id: str, step: str, turn: int, heard: Heard, now: datetime) -> str:
    calls = LineCall.objects.select_for_update(of=("self",)).select_related("centre", "person")
    call = calls.filter(provider_id=provider_id).first()
    if call is None or _is_over(call, heard, now):
        raise OutOfTurn
    if 0 < turn == call.turn:
        return str(call.answer)
    if turn != call.turn + 1 or step != call.choices["step"]:
        raise OutOfTurn
    call.turn = turn
    _Talk(call, heard, now).answer()
    call.save()
    return str(call.answer)


def end(provider_id: str, status: str, *, now: datetime | None = None) -> None:
    """Note that a call is over, where that is what its status says."""
    if status in OVER:
        LineCall.objects.filter(provider_id=provider_id, ended_at=None).update(ended_at=now or clock.now())


def _opening(call: LineCall) -> str:
    if call.turn or call.ended_at:
        raise OutOfTurn
    return str(call.answer)


def _is_over(call: LineCall, heard: Heard, now: datetime) -> bool:
    """What somebody said before they put the receiver down is often reported after that, and must not be lost."""
    if call.ended_at and not (heard.recording and now < call.ended_at + REPORTED_LATE):
        return True
    return now > call.started_at + LONGEST


def _seen(number: str) -> str:
    """The number as E.164, or nothing where it is withheld."""
    try:
        return "" if number in WITHHELD else phones.to_e164(number)
    except phones.NotAPhone:
        return ""


class _Talk:
    """One turn within its call."""

    def __init__(self, call: LineCall, heard: Heard, now: datetime) -> None:
        self.call = call
        self.asked = call.choices or {"step": "", "kept": {}}
        members = households.members(call.number) if call.number else []
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"call:{call.provider_id}:{call.turn}")
        self.turn = Turn(call, self.asked["kept"], members, heard, key, now)

    def answer(self) -> None:
        """Act on what was heard. A rule that says no is told, and the caller chooses anew."""
        with translation.override(self.turn.language):
            try:
                with transaction.atomic():
                    self.arrive(self._where_to(steps[self.asked["step"]]))
            except DomainError as error:
                self.call.refresh_from_db(fields=["person", "is_verified"])
                self.arrive(Go(menus.MAIN, first=[Said("no", {"why": error.words})]))

    def arrive(self, go: Go) -> None:
        """Enter a step, and whichever it leads on to; keep what we say and what we wait for."""
        first = [*go.first]
        for _time in range(MOST_AT_ONCE):
            step = steps[go.step]
            found = step.enter(replace(self.turn, kept=go.kept))
            if not isinstance(found, Go):
                break
            go = found
            first += go.first
        else:
            raise RuntimeError(f"the line goes in circles at {go.step}")
        said = [*first, *filter(None, (say(self.turn) for say in step.first)), Said(step.slug, found)]
        self.call.choices = {"step": step.slug, "kept": dict(go.kept)}
        self.call.answer = twiml.document(
            self._sentences(said),
            step,
            manner=twiml.Manner(self.turn.language, self.call.is_slow),
            action=f"{reverse('phone:voice_step', args=[step.slug])}?turn={self.call.turn + 1}",
            hints=", ".join(self._hints(step)),
            dialled=self._dialled(step, go),
        )

    def _dialled(self, step: Step, go: Go) -> twiml.Dialled:
        """The desk; or whom the step calls, who sees the line and neither caller nor desk."""
        if step.dials is None:
            return twiml.Dialled(self.call.centre.phone)
        return twiml.Dialled(step.dials(replace(self.turn, kept=go.kept)), shows=self.call.centre.line_number)

    # --- What was meant ------------------------------------------------------------------------------

    def _where_to(self, step: Step) -> Go:
        heard = self.turn.heard
        if step.take and step.listens in {Listens.RECORDING, Listens.PERSON}:
            return step.take(self.turn)
        if not (heard.digits or heard.speech):
            return self._missed(step, Said("silent"))
        try:
            go = self._understood(step)
        except NotUnderstood as error:
            return self._missed(step, error.said)
        self.call.missed = 0
        return go

    def _understood(self, step: Step) -> Go:
        """By a key or its words; else as the step itself understands it. Raises `NotUnderstood`."""
        heard, keys = self.turn.heard, menus.everywhere | step.keys
        number = heard.number or spoken_key(heard.speech, {})
        if step.listens == Listens.NUMBER and step.take and number.isdecimal():
            return step.take(replace(self.turn, digit=number))
        digit = heard.digits or spoken_key(heard.speech, keys)
        if digit in keys:
            return keys[digit].run(replace(self.turn, digit=digit))
        if step.take is None:
            raise NotUnderstood
        return step.take(self.turn)

    def _missed(self, step: Step, said: Said) -> Go:
        """Say it again; in the end somebody else has to help. Nobody is cut off."""
        self.call.missed += 1
        if self.call.missed < step.misses:
            return Go(step.slug, self.turn.kept, first=[said])
        self.call.missed = 0
        return Go(step.lost, first=[Said("lost")] if step.lost == menus.PERSON else [])

    # --- What is said --------------------------------------------------------------------------------

    def _sentences(self, said: Sequence[Said]) -> list[twiml.Sentence]:
        """Line by line: in the caller's language, or in one after the other as long as they have not chosen."""
        first = self.turn.language
        languages = [self.call.language] if self.call.language else sorted(LANGUAGES, key=lambda one: one != first)
        return [
            (language, " ".join(line.split()))
            for language in languages
            for one in said
            for line in menus.render(self.turn, one, language).splitlines()
            if line.strip()
        ]

    def _hints(self, step: Step) -> list[str]:
        languages = [self.call.language] if self.call.language else LANGUAGES
        keys = (step.keys | menus.everywhere).values()
        return [word for key in keys for one in languages for word in key.words.get(one, ())][: twiml.MOST_HINTS]


def spoken_key(speech: str, keys: dict[str, Key]) -> str:
    """The key that words mean: a numeral, or the longest of the keys' words that is among them, or the numeral at the
    end of "press one"; empty for none."""
    said = bare(speech)
    found = [
        (len(word), digit)
        for digit, key in keys.items()
        for words in key.words.values()
        for word in words
        if f" {bare(word)} " in f" {said} "
    ]
    last = said.split()[-1] if len(said.split()) in FEW_WORDS else ""
    return _numeral(said) or (max(found)[1] if found else _numeral(last))


def _numeral(said: str) -> str:
    """A digit, in either language or as a figure."""
    if len(said) == 1 and said.isdecimal():
        return said
    return next((str(words.index(said)) for words in NUMERALS.values() if said in words), "")
