"""Calls that we make: whoever answers hears the centre's name, and the message only after they pressed a key."""

from datetime import datetime
from functools import partial

from django.template import TemplateDoesNotExist

from centres.models import Centre
from core import clock, words
from core.actors import Channel, person_actor
from notifications import twiml
from notifications.menus import GOODBYE, Go, Key, Listens, NotUnderstood, Said, Turn, register, replies
from notifications.models import Delivery
from notifications.registry import MessageType, types
from notifications.services import carrying, line
from notifications.voice import Context, to_person
from people.services import contacts

NEWS, NEWS_WORDS, MACHINE = "news", "news-words", "machine"
HUMAN = {"", "human", "unknown"}


def answered(*, delivery_id: int, provider_id: str, by: str, now: datetime | None = None) -> str:
    """Somebody or something picked up a call of ours; the answer as TwiML. Raises `line.OutOfTurn`.

    A machine that may be spoken to hears that the centre called, and nothing else.
    """
    delivery = carrying.call_about(delivery_id)
    if delivery is None or delivery.point is None:
        return twiml.hangup()
    is_machine = by not in HUMAN
    centre = delivery.message.centre or Centre.public().first()
    if centre is None or (is_machine and not (by.startswith("machine") and delivery.point.voicemail_ok)):
        return twiml.hangup()
    return line.start(
        provider_id,
        Go(MACHINE) if is_machine else Go(NEWS, {"delivery": delivery.pk}),
        number=delivery.point.value,
        centre=centre,
        language=delivery.message.person.language,
        now=now or clock.now(),
    )


def hear(turn: Turn) -> Go:
    """They pressed a key: somebody is there, and wants to know."""
    delivery = carrying.call_about(turn.kept["delivery"])
    if delivery is None:
        return Go(GOODBYE, first=[Said("news-over")])
    turn.call.person = delivery.message.person
    return Go(NEWS_WORDS, turn.kept)


def say_news(turn: Turn) -> Context | Go:
    """What is true now, without the name of a group or of a person."""
    delivery = carrying.call_about(turn.kept["delivery"])
    about = _what_is_true(delivery) if delivery else None
    if delivery is None or about is None:
        return Go(GOODBYE, first=[Said("news-over")])
    kind = types[delivery.message.type]
    asked = kind.asks_by_telephone
    asks = asked.question if asked and not asked.says_keys else ""
    return {"words": _news(kind, turn, {**about, "group": "", "centre": turn.centre}), "asks": asks}


def _what_is_true(delivery: Delivery) -> Context | None:
    """What the message is about, as long as it makes sense."""
    kind, about_id = types[delivery.message.type], delivery.message.about_id
    about = kind.load([about_id]).get(about_id)
    if about is None:
        return None
    about = {**about, "message": delivery.message}
    return about if kind.holds(about) else None


def _news(kind: MessageType, turn: Turn, about: Context) -> str:
    """In the words that its type has for the telephone; else, of one's own places, in those of a text that names no
    group; of anything else only that there is news."""
    try:
        return words.render(f"notifications/{kind.slug}/voice", turn.language, about)
    except TemplateDoesNotExist:
        name = f"notifications/{kind.slug}/text" if kind.own_places else "voice/news-any"
        return words.render(name, turn.language, about)


def answer(turn: Turn, *, nth: int) -> Go:
    """Yes or no to what the message asked."""
    delivery = carrying.call_about(turn.kept["delivery"])
    asks = types[delivery.message.type].asks_by_telephone if delivery else None
    if delivery is None or asks is None or asks.question not in replies:
        raise NotUnderstood
    return replies[asks.question](turn, asks.choices(delivery.message.about_id)[nth])


def stop(turn: Turn) -> Go:
    """No more calls from the automatic line to this number."""
    delivery = carrying.call_about(turn.kept["delivery"])
    if delivery and delivery.point:
        by = person_actor(delivery.message.person_id, channel=Channel.VOICE)
        contacts.let_call(delivery.point, ok=False, by=by)
    return Go(GOODBYE, first=[Said("calls-stopped")])


STOP = Key("no more such calls", stop, {"en": ("stop",), "fr": ("arrêt", "arrêtez")})
AGAIN = {"en": ("again", "repeat"), "fr": ("répéter", "répétez", "encore")}

register(
    NEWS,
    about="A call of ours: which centre it is",
    keys={
        "1": Key("hear the message", hear, {"en": ("yes", "listen"), "fr": ("oui", "écouter")}),
        "9": STOP,
        "0": Key("a person", to_person),
    },
    misses=2,
    lost=GOODBYE,
)
register(
    NEWS_WORDS,
    about="The message, without the name of a group or of a person",
    enter=say_news,
    keys={
        "1": Key("yes, or I am coming, where that is asked", partial(answer, nth=0), {"en": ("yes",), "fr": ("oui",)}),
        "2": Key("no, or I cannot come, where that is asked", partial(answer, nth=1), {"en": ("no",), "fr": ("non",)}),
        "3": Key("the message again", hear, AGAIN),
        "9": STOP,
    },
    misses=2,
    lost=GOODBYE,
)
register(MACHINE, about="What an answering machine hears, where it may hear anything", listens=Listens.NOTHING)
