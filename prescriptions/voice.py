"""Coming in with a slip on the automatic line: nine digits, a date by its key, and the place. No sensitive group is
named, and nobody hears whose the slip is."""

from collections.abc import Mapping, Sequence
from typing import Any

from activities.models import Session
from core import throttle
from core.actors import Actor, Channel
from core.errors import DomainError
from notifications.menus import (
    MAIN,
    PERSON,
    Go,
    Heard,
    Key,
    Listens,
    NotUnderstood,
    Said,
    Turn,
    add_key,
    register,
    told,
)
from notifications.models import LineCall
from prescriptions.services import coming_in

SLIP, DATE = "slip", "slip-date"
BY_VOICE = Actor(channel=Channel.VOICE)
IN_A_CALL, AN_HOUR = 3, 10
Context = Mapping[str, Any]


def tries_of(call: LineCall, heard: Heard) -> Sequence[throttle.Try]:
    """From a withheld number all callers together have no more than one number has."""
    return coming_in.tries(
        heard.number,
        throttle.Try("prescription.call", call.provider_id, limit=IN_A_CALL),
        throttle.Try("prescription.number", call.number, limit=AN_HOUR),
    )


def code_keyed(turn: Turn) -> Go:
    if turn.heard.is_one_too_many:
        return Go(PERSON, first=[Said("slip-too-often")])
    try:
        found = coming_in.use(turn.heard.number, by=BY_VOICE, now=turn.now)
    except DomainError as error:
        raise NotUnderstood(Said("slip-no", {"why": error.words})) from error
    sessions = [session.pk for session in coming_in.next_dates(found, now=turn.now)]
    if not sessions:
        return Go(PERSON, first=[Said("slip-no-dates")])
    return Go(DATE, {"prescription": found.pk, "sessions": sessions})


def say_dates(turn: Turn) -> Context:
    by_id = coming_in.with_room(Session.public(), now=turn.now).with_place().in_bulk(turn.kept["sessions"])
    return {"sessions": [by_id[pk] for pk in turn.kept["sessions"] if pk in by_id]}


def chosen(turn: Turn) -> Go:
    """The place, said with day, time and where it is."""
    nth = int(turn.digit) - 1
    if nth >= len(turn.kept["sessions"]):
        raise NotUnderstood
    found = coming_in.again(turn.kept["prescription"], now=turn.now)
    session = coming_in.one_date(found, now=turn.now, pk=turn.kept["sessions"][nth])
    outcome = coming_in.book(found, session=session, key=turn.key, now=turn.now)
    return told(turn, "slip-placed", {"session": outcome.session, "outcome": outcome})


add_key(
    MAIN,
    "6",
    Key(
        "a slip with a number, from a provider",
        lambda _turn: Go(SLIP),
        {"en": ("slip", "my slip"), "fr": ("feuillet", "mon feuillet")},
    ),
)
register(
    SLIP,
    about="The nine digits of a slip",
    listens=Listens.DIGITS,
    take=code_keyed,
    tries=tries_of,
)
register(
    DATE,
    about="The next dates that a slip opens",
    enter=say_dates,
    keys={str(digit): Key("then", chosen) for digit in range(1, coming_in.DATES_BY_TELEPHONE + 1)},
)
