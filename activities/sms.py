"""What people can text about groups and places: JOIN, LIST, PLACES, and the answers to what we ask."""

from collections.abc import Sequence
from typing import Any

from activities import weekdays
from activities.models import Activity, Booking, BookingState
from activities.services import asks, calling_in, places
from core.actors import Channel, person_actor
from notifications.keywords import Answer, Turn, ask, register
from people.models.contact import ContactKind
from people.services import contacts

LISTED = 5
OF_MINE = 5
NAME_LENGTH = 40


# --- What is on, and joining -------------------------------------------------------------------------


def listing(turn: Turn) -> Answer:
    """LIST: this week at the centre. LIST TUESDAY: that day. LIST 4829: that group."""
    if turn.rest.isdecimal():
        return join(turn)
    today = turn.now.astimezone(turn.centre.zone).date()
    wanted = weekdays.named(turn.rest, today)
    first, last = (wanted, wanted) if wanted else (today, today + calling_in.WEEK)
    found = calling_in.on_days(turn.centre, first, last, now=turn.now, most=LISTED)
    ways = [[session.pk, False] for session in found]
    return Answer("list", {"sessions": found, "day": wanted}, "list" if found else "", ways)


def join(turn: Turn) -> Answer:
    """JOIN and a group's code: how one can join it."""
    code = "".join(filter(str.isdecimal, turn.rest))
    if not code:
        return Answer("join-what")
    activity = calling_in.by_code(code)
    if activity is None:
        return Answer("no-such-code", {"code": code})
    return _ways_into(activity, turn)


def of_list(turn: Turn, plain: Any) -> Answer:
    """One of the list: how one can join that group."""
    return _ways_into(calling_in.way_in(plain, now=turn.now).session.activity, turn)


def _ways_into(activity: Activity, turn: Turn) -> Answer:
    ways = calling_in.ways_in(activity, now=turn.now)
    return Answer("ways-in", {"ways": ways, "activity": activity}, "way-in", [way.plain for way in ways])


def way_in(turn: Turn, plain: Any) -> Answer:
    """A way was chosen: a place, or first a name from somebody new."""
    if turn.member is None:
        return Answer("your-name", {}, "name", plain)
    way = calling_in.way_in(plain, now=turn.now)
    booking = calling_in.sign_up(
        way, person=turn.member.person, stranger=None, key=turn.key, channel=Channel.SMS, now=turn.now
    )
    return _placed(booking, every=way.every)


def name(turn: Turn, answer: Any) -> Answer:
    """A first name from somebody new, and with it the place. Their number is confirmed: they read it there."""
    plain, said = answer
    words = " ".join(said.split())
    if not 1 < len(words) <= NAME_LENGTH or not any(map(str.isalpha, words)) or any(map(str.isdecimal, words)):
        return Answer("your-name", {"again": True}, "name", plain)
    way = calling_in.way_in(plain, now=turn.now)
    stranger = calling_in.caller(words, turn.number, ContactKind.MOBILE, turn.language)
    booking = calling_in.sign_up(way, person=None, stranger=stranger, key=turn.key, channel=Channel.SMS, now=turn.now)
    contacts.read_at(booking.person, turn.number, by=person_actor(booking.person_id, channel=Channel.SMS))
    return _placed(booking, every=way.every)


def _placed(booking: Booking, *, every: bool) -> Answer:
    return Answer(
        "placed", {**calling_in.facts(booking), "every": every}, "own-place", [[booking.pk, "yes"], [booking.pk, "no"]]
    )


# --- One's own places --------------------------------------------------------------------------------


def mine(turn: Turn) -> Answer:
    """PLACES: what they have ahead, to choose one."""
    rows = calling_in.ahead(_ids(turn), now=turn.now)[:OF_MINE]
    return Answer(
        "mine", {"places": [calling_in.facts(row) for row in rows]}, "mine" if rows else "", [row.pk for row in rows]
    )


def one_of_mine(turn: Turn, booking_id: Any) -> Answer:
    """One of them: what can be done about it."""
    booking = calling_in.mine(booking_id, _ids(turn), now=turn.now)
    can = ["yes", "no"] if booking.state == BookingState.OFFERED else ["no"]
    if places.comes_every_time(booking):
        can.append("leave")
    return Answer(
        "one-of-mine", {**calling_in.facts(booking), "can": can}, "own-place", [[booking.pk, what] for what in can]
    )


def own_place(turn: Turn, meant: Any) -> Answer:
    """What they say of one of their places: that they come, that they cannot, or that they come no more."""
    booking_id, what = meant
    booking = calling_in.mine(booking_id, _ids(turn), now=turn.now)
    act = {"yes": calling_in.say_yes, "no": calling_in.say_no, "leave": calling_in.leave}[what]
    before = booking.state
    booking = act(booking, channel=Channel.SMS, now=turn.now)
    return Answer(f"said-{what}", {**calling_in.facts(booking), "was_waiting": before == BookingState.WAITLISTED})


def stand_in(turn: Turn, meant: Any) -> Answer:
    """Whether they can stand in for the leaders of a date."""
    ask_id, what = meant
    found = asks.mine(ask_id, _ids(turn))
    asks.answer(found, what, channel=Channel.SMS, now=turn.now)
    return Answer(f"stand-in-{what}", {"session": found.search.session})


def _ids(turn: Turn) -> Sequence[int]:
    """All records of who it is; of a number's only people, where nobody was asked."""
    members = [turn.member] if turn.member else turn.members
    return [pk for member in members for pk in member.ids]


register(
    "join",
    words={
        "en": ("join", "sign up", "signup", "register"),
        "fr": ("inscrire", "inscription", "inscris", "m inscrire", "rejoindre"),
    },
    run=join,
)
register("list", words={"en": ("list", "groups", "what s on"), "fr": ("liste", "groupes", "activites")}, run=listing)
register(
    "mine",
    words={
        "en": ("places", "my places", "mine", "my groups"),
        "fr": ("mes places", "mes inscriptions", "mes groupes", "inscriptions"),
    },
    run=mine,
    for_known=True,
)
ask("list", run=of_list)
ask("way-in", run=way_in, who=True)
ask("name", run=name, free=True)
ask("mine", run=one_of_mine)
ask("own-place", run=own_place)
ask("stand-in", run=stand_in)
