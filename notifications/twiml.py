"""What a step says and waits for, as TwiML. Built with the provider's own library, which knows the schema."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from twilio.twiml.voice_response import Dial, Gather, Record, Say, VoiceResponse

from notifications.menus import Listens, Step

TONGUES = {"en": "en-CA", "fr": "fr-CA"}
WAIT = 8  # seconds without a key or a word, until we speak again
WAIT_FOR_DIGITS = 10
WAIT_IN_RECORDING = 5
RINGS = 25  # seconds that the desk's telephone rings
PAUSE, LONG_PAUSE = "400ms", "900ms"
SLOWLY = "80%"
MOST_HINTS = 40

Sentence = tuple[str, str]  # its language, its words


@dataclass(frozen=True)
class Manner:
    """How we speak in a call: the language in which we listen, and whether slowly."""

    language: str
    is_slow: bool


@dataclass(frozen=True)
class Dialled:
    """A number to which a call is passed on, and the one that is shown there; else the caller's."""

    to: str
    shows: str = ""


def document(
    sentences: Sequence[Sentence], step: Step, *, manner: Manner, action: str, hints: str, dialled: Dialled
) -> str:
    """Say the sentences, then do what the step listens for. `action` hears of it, and of silence."""
    response = VoiceResponse()
    if step.listens in {Listens.KEY, Listens.DIGITS, Listens.NUMBER}:
        gather = _gather(step, manner, action, hints)
        _speak(gather, sentences, manner)
        response.append(gather)
        response.redirect(action)
        return str(response)
    _speak(response, sentences, manner)
    if step.listens == Listens.RECORDING:
        response.append(Record(action=action, max_length=step.seconds, finish_on_key="#", timeout=WAIT_IN_RECORDING))
        response.redirect(action)
    elif step.listens == Listens.PERSON:
        dial = Dial(action=action, timeout=RINGS, caller_id=dialled.shows or None)
        dial.number(dialled.to)
        response.append(dial)
    else:
        response.hangup()
    return str(response)


def refusal() -> str:
    """Do not take the call."""
    response = VoiceResponse()
    response.reject(reason="busy")
    return str(response)


def hangup() -> str:
    response = VoiceResponse()
    response.hangup()
    return str(response)


def _gather(step: Step, manner: Manner, action: str, hints: str) -> Gather:
    """A single key goes on at once, and star and pound are keys like others; digits end with the pound key."""
    one = step.listens == Listens.KEY
    return Gather(
        input="dtmf speech",
        num_digits=1 if one else None,
        finish_on_key="" if one else "#",
        timeout=WAIT if one else WAIT_FOR_DIGITS,
        speech_timeout="auto",
        language=TONGUES[manner.language],
        hints=hints or None,
        action=action,
    )


def _speak(parent: VoiceResponse | Gather, sentences: Iterable[Sentence], manner: Manner) -> None:
    """One `Say` for each stretch in one language, with a breath between its sentences."""
    say, tongue = None, ""
    for language, words in sentences:
        if language != tongue:
            say = Say(voice=_voice(language), language=TONGUES[language])
            parent.append(say)
            tongue = language
        elif say:
            say.break_(time=LONG_PAUSE if manner.is_slow else PAUSE)
        if say and manner.is_slow:
            say.prosody(f"{words} ", rate=SLOWLY)
        elif say:
            say.s(f"{words} ")


def _voice(language: str) -> str:
    voice: str = {"en": settings.VOICE_EN, "fr": settings.VOICE_FR}[language]
    return voice
