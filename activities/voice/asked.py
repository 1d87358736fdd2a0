"""A call that a champion was asked to make: the line rings the champion first, and then connects the two."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from activities.services import through_line
from core import clock
from core.actors import Channel, person_actor
from notifications import twiml
from notifications.menus import GOODBYE, Go, Key, Listens, Said, Turn, register
from notifications.ringing import HUMAN
from notifications.services import line

ASKED, CONNECT = "asked", "asked-connect"


def answered(*, public_id: UUID, provider_id: str, by: str, now: datetime | None = None) -> str:
    """The champion's telephone was picked up; the answer as TwiML. Raises `line.OutOfTurn`.

    A machine hears nothing, nor does anybody once the call is not to be made any more.
    """
    now = now or clock.now()
    call = through_line.by_public_id(public_id, now=now)
    own = through_line.own_number(call) if call else None
    if call is None or own is None or by not in HUMAN:
        return twiml.hangup()
    return line.start(
        provider_id,
        Go(ASKED, {"call": call.pk}),
        number=own.value,
        centre=call.centre,
        language=call.champion.person.language,
        now=now,
    )


def to_connect(turn: Turn) -> Go:
    return Go(CONNECT, turn.kept)


def connect(turn: Turn) -> Mapping[str, Any] | Go:
    """Asked once more: much can have changed since the button was pressed."""
    call = through_line.still_to_make(turn.kept["call"], now=turn.now)
    if call is None:
        return Go(GOODBYE, first=[Said("asked-over")])
    by = person_actor(call.champion.person_id, channel=Channel.VOICE)
    through_line.connected(call, by=by)
    return {}


def number_of_person(turn: Turn) -> str:
    call = through_line.still_to_make(turn.kept["call"], now=turn.now)
    return call.point.value if call and call.point else ""


def after(turn: Turn) -> Go:
    """They spoke, or nobody was there: in both cases the champion writes it down."""
    spoke = turn.heard.passed_on in {"completed", "answered"}
    return Go(GOODBYE, first=[Said("asked-spoke" if spoke else "asked-nobody")])


register(
    ASKED,
    about="A champion's call through the line: it rings the champion first",
    keys={"1": Key("be connected", to_connect, {"en": ("yes", "connect"), "fr": ("oui", "allez y")})},
    misses=2,
    lost=GOODBYE,
)
register(
    CONNECT,
    about="The person whom the champion was asked to phone; they see the centre's number",
    listens=Listens.PERSON,
    enter=connect,
    take=after,
    dials=number_of_person,
)
