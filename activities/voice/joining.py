"""Joining by telephone: for whom we know, for one of several, and for somebody new."""

from collections.abc import Mapping, Sequence
from typing import Any

from activities.models import Activity
from activities.services import calling_in
from activities.services.signing_up import Stranger
from core.actors import Channel, person_actor
from notifications.menus import PERSON, Go, Key, Listens, NotUnderstood, Said, Turn, register, render, told
from notifications.models import Reason
from notifications.services import call_backs
from notifications.voice import proved
from people.models import Person
from people.services import contacts

LONGEST_NAME = 10  # seconds
LAST_DIGITS = 4
Context = Mapping[str, Any]


def ways_into(activity: Activity, turn: Turn) -> Go:
    return Go("way", {"ways": [way.plain for way in calling_in.ways_in(activity, now=turn.now)]})


def say_ways(turn: Turn) -> Context:
    ways = [calling_in.way_in(plain, now=turn.now) for plain in turn.kept["ways"]]
    return {"ways": ways, "activity": ways[0].session.activity}


def join(turn: Turn) -> Go:
    """A place at once for whom we know; else first who it is, or a name from somebody new."""
    kept = {"way": chosen(turn, turn.kept["ways"])}
    if not turn.number:
        return Go(PERSON, first=[Said("withheld")])
    if turn.likely:
        return Go("book", kept)
    return Go("whose" if turn.members else "name", kept)


def somebody_known(turn: Turn) -> Go:
    return proved("book", turn.kept)


def somebody_new(turn: Turn) -> Go:
    return Go("name", turn.kept)


def book(turn: Turn) -> Go:
    """For the one with this number. As long as they have not proved who they are, they hear nothing that they could
    not hear as somebody new: that the place was theirs before is nobody's to find out."""
    member = turn.likely
    if member is None:
        return Go("whose", turn.kept)
    way = calling_in.way_in(turn.kept["way"], now=turn.now)
    was_full = way.is_full
    booking = calling_in.sign_up(
        way, person=member.person, stranger=None, key=turn.key, channel=Channel.VOICE, now=turn.now
    )
    slug = "noted" if was_full and not turn.verified else "placed"
    return told(turn, slug, {**calling_in.facts(booking), "every": way.every, "is_new": False})


def name_said(turn: Turn) -> Go:
    """Whoever is new says their name after the tone, and has the place; staff complete the rest. Silence is asked
    once more, and then goes as well."""
    if not turn.heard.recording and not turn.kept.get("again"):
        return Go("name", {**turn.kept, "again": True}, first=[Said("no-name")])
    way = calling_in.way_in(turn.kept["way"], now=turn.now)
    booking = calling_in.sign_up(
        way, person=None, stranger=_stranger(turn), key=turn.key, channel=Channel.VOICE, now=turn.now
    )
    _ask_the_rest(turn, booking.person)
    return told(turn, "placed", {**calling_in.facts(booking), "every": way.every, "is_new": True})


def _stranger(turn: Turn) -> Stranger:
    """A landline, unless the number is known to take texts."""
    name = render(turn, Said("name-of-caller", {"digits": turn.number[-LAST_DIGITS:]}))
    return calling_in.caller(name, turn.number, contacts.kind_of_number(turn.number), turn.language)


def _ask_the_rest(turn: Turn, person: Person) -> None:
    call_backs.ask(
        centre=turn.centre,
        number=turn.number,
        person=person,
        reason=Reason.NEW,
        recording=turn.heard.recording,
        language=turn.language,
        by=person_actor(person.pk, channel=Channel.VOICE),
    )


def chosen(turn: Turn, choices: Sequence[Any]) -> Any:
    """What the key stands for. Raises `NotUnderstood` where there are fewer."""
    nth = int(turn.digit) - 1
    if nth >= len(choices):
        raise NotUnderstood
    return choices[nth]


register(
    "way",
    about="When will you come: one date, or every time",
    enter=say_ways,
    keys={str(digit): Key("then", join) for digit in range(1, calling_in.DATES_TO_CHOOSE + 2)},
)
register(
    "whose",
    about="Several people have this telephone: for whom is the place?",
    keys={
        "1": Key("somebody who has signed up before", somebody_known, {"en": ("before",), "fr": ("déjà",)}),
        "2": Key("somebody new", somebody_new, {"en": ("new", "somebody new"), "fr": ("nouvelle",)}),
    },
)
register("book", about="The place is given", listens=Listens.LEADS_ON, enter=book)
register(
    "name",
    about="The name of somebody new, kept as they say it",
    listens=Listens.RECORDING,
    take=name_said,
    seconds=LONGEST_NAME,
)
