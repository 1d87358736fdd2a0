"""The steps that every call can come to: the two languages, the main menu, a person, a message, and who is calling."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from centres.services import hours
from core import audit, phones, throttle
from core.actors import Channel, person_actor
from notifications.menus import (
    GOODBYE,
    MAIN,
    PERSON,
    TOLD,
    VERIFY,
    Go,
    Heard,
    Key,
    Listens,
    NotUnderstood,
    Said,
    Turn,
    everywhere,
    person_of,
    register,
)
from notifications.models import LineCall, Reason
from notifications.services import call_backs
from people.services import pins

MESSAGE, NUMBER = "message", "number"
LONGEST_MESSAGE = 120  # seconds
TRIES_IN_A_CALL, TRIES_IN_AN_HOUR, TRIES_IN_A_DAY = 3, 6, 10
Context = Mapping[str, Any]


# --- Anywhere ----------------------------------------------------------------------------------------


def to_person(_turn: Turn) -> Go:
    return Go(PERSON)


def to_main(_turn: Turn) -> Go:
    return Go(MAIN)


def again(turn: Turn) -> Go:
    return Go(turn.call.choices["step"], turn.kept)


def slower(turn: Turn) -> Go:
    """More slowly from now on; asked once more, as before."""
    turn.call.is_slow = not turn.call.is_slow
    return Go(turn.call.choices["step"], turn.kept, first=[Said("slower", {"is_slow": turn.call.is_slow})])


everywhere |= {
    "0": Key(
        "a person",
        to_person,
        {
            "en": ("person", "operator", "somebody", "someone", "help"),
            "fr": ("une personne", "quelqu un", "téléphoniste", "aide"),
        },
    ),
    "8": Key("more slowly, or as before", slower, {"en": ("slower", "slowly"), "fr": ("plus lentement", "lentement")}),
    "9": Key("the same again", again, {"en": ("again", "repeat"), "fr": ("répéter", "répétez", "encore")}),
    "*": Key("the main menu", to_main, {"en": ("main menu", "menu"), "fr": ("menu principal", "menu")}),
}


# --- The languages -----------------------------------------------------------------------------------


def speak(language: str) -> Key:
    def chosen(turn: Turn) -> Go:
        turn.call.language = language
        return Go(MAIN)

    words = {"en": ("english", "anglais"), "fr": ("français", "french")}[language]
    return Key({"en": "English", "fr": "French"}[language], chosen, {"en": words, "fr": words})


# --- A person ----------------------------------------------------------------------------------------


def ring_desk(turn: Turn) -> Context | Go:
    """In opening hours the desk's telephone rings; else they can leave a message."""
    if hours.is_open(turn.centre, turn.now):
        return {}
    return _take_message(turn, Said("closed", {"opens": hours.opens_at(turn.centre, turn.now)}))


def after_person(turn: Turn) -> Go:
    """They spoke with somebody; or nobody was free."""
    if turn.heard.passed_on in {"completed", "answered"}:
        return Go(GOODBYE)
    return _take_message(turn, Said("nobody-free"))


def _take_message(turn: Turn, first: Said) -> Go:
    """From a withheld number only with one at which they can be called."""
    return Go(MESSAGE if turn.number else NUMBER, first=[first])


def number_keyed(turn: Turn) -> Go:
    try:
        number = phones.to_e164(turn.heard.number)
    except phones.NotAPhone as error:
        raise NotUnderstood(Said("no-number")) from error
    return Go(MESSAGE, {"number": number})


def keep_message(turn: Turn) -> Go:
    """What they said, or that they said nothing: somebody calls in either case."""
    call_backs.ask(
        centre=turn.centre,
        number=turn.number or turn.kept["number"],
        person=person_of(turn),
        reason=Reason.ASKED,
        recording=turn.heard.recording,
        language=turn.language,
        by=turn.by,
    )
    return Go(GOODBYE, first=[Said("we-call")])


# --- Who is calling ------------------------------------------------------------------------------------


def verify(turn: Turn) -> Go:
    """Four digits, or a date of birth, of somebody with this number. Nobody learns whether the number is known."""
    if turn.heard.is_one_too_many:
        return Go(PERSON, first=[Said("not-verified")])
    member = pins.who(turn.members, turn.heard.number)
    if member is None:
        return Go(VERIFY, turn.kept, first=[Said("wrong-digits")])
    turn.call.person, turn.call.is_verified = member.person, True
    by = person_actor(member.person.pk, channel=Channel.VOICE)
    audit.record("line_call.verified", by=by, subject=turn.call, person_id=member.person.pk)
    return Go(turn.kept["then"], turn.kept["with"])


def tries_of(call: LineCall, heard: Heard) -> list[throttle.Try]:
    """A single key is no try, nor is silence."""
    day = timedelta(days=1)
    if len(heard.digits or heard.speech) < 2:
        return []
    return [
        throttle.Try("pin.call", call.provider_id, limit=TRIES_IN_A_CALL, per=day),
        throttle.Try("pin.hour", call.number, limit=TRIES_IN_AN_HOUR),
        throttle.Try("pin.day", call.number, limit=TRIES_IN_A_DAY, per=day),
    ]


def proved(then: str, kept: Context) -> Go:
    """First make sure who it is; then on to a step."""
    return Go(VERIFY, {"then": then, "with": dict(kept)})


def ask_digits(turn: Turn) -> Context | Go:
    return {} if turn.number else Go(PERSON, first=[Said("withheld")])


register(
    "language",
    about="The centre's name, and the two languages: the caller's own first",
    keys={
        "1": speak("en"),
        "2": speak("fr"),
        "*": Key("the same again", again),
    },
    misses=2,
)
register(MAIN, about="The main menu")
register(
    PERSON,
    about="A person: the desk's telephone in opening hours, else a message",
    listens=Listens.PERSON,
    enter=ring_desk,
    take=after_person,
)
register(
    NUMBER,
    about="From a withheld number: at which one can we call?",
    listens=Listens.DIGITS,
    take=number_keyed,
    lost=GOODBYE,
)
register(
    MESSAGE,
    about="A message for the desk's call list",
    listens=Listens.RECORDING,
    take=keep_message,
    seconds=LONGEST_MESSAGE,
)
register(
    VERIFY,
    about="Who is calling: the PIN, or the date of birth",
    listens=Listens.DIGITS,
    enter=ask_digits,
    take=verify,
    tries=tries_of,
)
register(TOLD, about="What was done", enter=lambda turn: turn.kept, misses=1, lost=GOODBYE)
register(GOODBYE, about="Goodbye", listens=Listens.NOTHING)
