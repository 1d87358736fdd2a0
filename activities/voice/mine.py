"""One's own dates by telephone, for whoever proved who they are; and yes or no in a call of ours."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from activities.models import Booking, BookingState
from activities.services import asks, calling_in, places
from core.actors import Channel
from notifications.menus import MAIN, Go, Key, Listens, NotUnderstood, Said, Turn, add_key, register, reply, told
from notifications.voice import proved

Context = Mapping[str, Any]


def my_dates(turn: Turn) -> Go:
    """All that lie ahead, one after another; only for whoever proved who they are."""
    member = turn.verified
    if member is None:
        return proved("my-dates", {})
    rows = calling_in.ahead(member.ids, now=turn.now)
    return _next_of([row.pk for row in rows], turn) if rows else told(turn, "no-dates", {})


def say_one(turn: Turn) -> Context | Go:
    booking = _mine(turn)
    return {**calling_in.facts(booking), "more": len(turn.kept["bookings"]) - 1}


def next_one(turn: Turn) -> Go:
    return _next_of(turn.kept["bookings"][1:], turn)


def changing(act: Callable[..., Booking], slug: str) -> Callable[[Turn], Go]:
    def change(turn: Turn) -> Go:
        booking = _mine(turn)
        if slug == "said-yes" and booking.state != BookingState.OFFERED:
            raise NotUnderstood
        if slug == "said-leave" and not places.comes_every_time(booking):
            raise NotUnderstood
        said = _acted(act, booking, slug, turn)
        rest = turn.kept["bookings"][1:]
        return Go("mine", {"bookings": rest}, first=[said]) if rest else told(turn, said.slug, said.context)

    return change


def _acted(act: Callable[..., Booking], booking: Booking, slug: str, turn: Turn) -> Said:
    before = booking.state
    booking = act(booking, channel=Channel.VOICE, now=turn.now)
    return Said(slug, {**calling_in.facts(booking), "was_waiting": before == BookingState.WAITLISTED})


def _next_of(bookings: Sequence[int], turn: Turn) -> Go:
    return Go("mine", {"bookings": list(bookings)}) if bookings else told(turn, "that-was-all", {})


def _mine(turn: Turn) -> Booking:
    """The one that was just read out. Raises `DomainError` where it is none any more."""
    ids = turn.verified.ids if turn.verified else []
    return calling_in.mine(turn.kept["bookings"][0], ids, now=turn.now)


def to_message(turn: Turn, meant: Any) -> Go:
    """Yes or no to what a call of ours asked about a place of theirs. The group is not named in such a call."""
    booking_id, what = meant
    person = turn.call.person
    booking = calling_in.mine(booking_id, [person.pk] if person else [], now=turn.now)
    act = {"yes": calling_in.say_yes, "no": calling_in.say_no}[what]
    said = _acted(act, booking, f"said-{what}", turn)
    return told(turn, said.slug, {**said.context, "discreet": True})


def to_stand_in(turn: Turn, meant: Any) -> Go:
    """Yes or no to a call of ours that asks whether they can stand in for leaders."""
    ask_id, what = meant
    found = asks.mine(ask_id, [turn.call.person.pk] if turn.call.person else [])
    asks.answer(found, what, channel=Channel.VOICE, now=turn.now)
    return told(turn, f"stand-in-{what}", {"session": found.search.session})


add_key(
    MAIN,
    "4",
    Key(
        "my own dates",
        my_dates,
        {"en": ("my dates", "my groups", "my own"), "fr": ("mes dates", "mes groupes", "mes inscriptions")},
    ),
)
register("my-dates", about="The caller's dates are looked up", listens=Listens.LEADS_ON, enter=my_dates)
register(
    "mine",
    about="The caller's own dates, one after another",
    enter=say_one,
    keys={
        "1": Key("the next one", next_one, {"en": ("next",), "fr": ("suivante", "suivant")}),
        "2": Key(
            "I cannot come that day",
            changing(calling_in.say_no, "said-no"),
            {"en": ("cannot come",), "fr": ("peux pas venir",)},
        ),
        "3": Key("I will not come any more, of a standing place", changing(calling_in.leave, "said-leave")),
        "4": Key(
            "I take the place that is offered",
            changing(calling_in.say_yes, "said-yes"),
            {"en": ("take it",), "fr": ("je la prends",)},
        ),
    },
)
reply("own-place", to_message)
reply("stand-in", to_stand_in)
