"""What callers can do about groups and places: hear what is on, join, hear their own dates and change them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from activities import weekdays
from activities.models import Activity, Booking, BookingState, Session
from activities.services import calling_in, places
from activities.services.signing_up import Stranger
from core.actors import Channel, person_actor
from core.text import bare
from notifications.menus import (
    MAIN,
    PERSON,
    Go,
    Key,
    Listens,
    NotUnderstood,
    Said,
    Turn,
    add_key,
    register,
    render,
    reply,
    told,
)
from notifications.models import Reason
from notifications.services import call_backs
from notifications.voice import proved
from people.models import Person
from people.services import contacts

LISTED = 5
LONGEST_NAME = 10  # seconds
LAST_DIGITS = 4
Context = Mapping[str, Any]


# --- What is on --------------------------------------------------------------------------------------


def this_week(turn: Turn) -> Go:
    today = _today(turn)
    return _listing(turn, today, today + calling_in.WEEK)


def on_day(number: int) -> Callable[[Turn], Go]:
    def chosen(turn: Turn) -> Go:
        day = weekdays.coming(number, _today(turn))
        return _listing(turn, day, day)

    return chosen


def day_said(turn: Turn) -> Go:
    """Today or tomorrow; the other days have keys."""
    day = weekdays.named(bare(turn.heard.speech), _today(turn))
    if day is None:
        raise NotUnderstood
    return _listing(turn, day, day)


def _listing(turn: Turn, first: date, last: date, skip: int = 0) -> Go:
    """Some dates at a time. Where there is none, the main menu again."""
    found = calling_in.on_days(turn.centre, first, last, now=turn.now, most=skip + LISTED + 1)[skip:]
    day = first if first == last else None
    if not found:
        return Go(MAIN, first=[Said("nothing-on", {"day": day, "skip": skip})])
    kept = {
        "sessions": [session.pk for session in found[:LISTED]],
        "days": [first.isoformat(), last.isoformat()],
        "next": skip + LISTED if len(found) > LISTED else 0,
    }
    return Go("list", kept)


def say_list(turn: Turn) -> Context:
    by_id = Session.public().with_place().in_bulk(turn.kept["sessions"])
    first, last = turn.kept["days"]
    return {
        "sessions": [by_id[pk] for pk in turn.kept["sessions"] if pk in by_id],
        "day": date.fromisoformat(first) if first == last else None,
        "more": turn.kept["next"],
    }


def more(turn: Turn) -> Go:
    if not turn.kept["next"]:
        raise NotUnderstood
    first, last = map(date.fromisoformat, turn.kept["days"])
    return _listing(turn, first, last, skip=turn.kept["next"])


def of_list(turn: Turn) -> Go:
    session_id = _choice(turn, turn.kept["sessions"])
    return _ways_into(calling_in.way_in([session_id, False], now=turn.now).session.activity, turn)


def by_code(turn: Turn) -> Go:
    code = turn.heard.digits or "".join(filter(str.isdecimal, turn.heard.speech))
    activity = calling_in.by_code(code) if code else None
    if activity is None:
        raise NotUnderstood(Said("no-such-code", {"code": code}))
    return _ways_into(activity, turn)


def _today(turn: Turn) -> date:
    return turn.now.astimezone(turn.centre.zone).date()


def _choice(turn: Turn, choices: Sequence[Any]) -> Any:
    """What the key stands for. Raises `NotUnderstood` where there are fewer."""
    nth = int(turn.digit) - 1
    if nth >= len(choices):
        raise NotUnderstood
    return choices[nth]


# --- Joining -----------------------------------------------------------------------------------------


def _ways_into(activity: Activity, turn: Turn) -> Go:
    return Go("way", {"ways": [way.plain for way in calling_in.ways_in(activity, now=turn.now)]})


def say_ways(turn: Turn) -> Context:
    ways = [calling_in.way_in(plain, now=turn.now) for plain in turn.kept["ways"]]
    return {"ways": ways, "activity": ways[0].session.activity}


def join(turn: Turn) -> Go:
    """A place at once for whom we know; else first who it is, or a name from somebody new."""
    kept = {"way": _choice(turn, turn.kept["ways"])}
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
    return told(turn, slug, {**_of(booking), "every": way.every, "is_new": False})


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
    return told(turn, "placed", {**_of(booking), "every": way.every, "is_new": True})


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


# --- One's own dates -----------------------------------------------------------------------------------


def my_dates(turn: Turn) -> Go:
    """All that lie ahead, one after another; only for whoever proved who they are."""
    member = turn.verified
    if member is None:
        return proved("my-dates", {})
    rows = calling_in.ahead(member.ids, now=turn.now)
    return _next_of([row.pk for row in rows], turn) if rows else told(turn, "no-dates", {})


def say_one(turn: Turn) -> Context | Go:
    booking = _mine(turn)
    return {**_of(booking), "more": len(turn.kept["bookings"]) - 1}


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
    return Said(slug, {**_of(booking), "was_waiting": before == BookingState.WAITLISTED})


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


def _of(booking: Booking) -> dict[str, Any]:
    return {
        "booking": booking,
        "session": booking.session,
        "every": places.comes_every_time(booking),
        "position": getattr(booking, "position", 0),
    }


# --- Where all this is in the menus ----------------------------------------------------------------------

add_key(
    MAIN,
    "1",
    Key("what is on this week", this_week, {"en": ("this week", "what is on"), "fr": ("cette semaine", "activités")}),
)
add_key(MAIN, "2", Key("by day", lambda _turn: Go("day"), {"en": ("day", "by day"), "fr": ("jour", "par jour")}))
add_key(
    MAIN,
    "3",
    Key(
        "by a group's number",
        lambda _turn: Go("code"),
        {"en": ("number", "group number"), "fr": ("numéro", "numéro de groupe")},
    ),
)
add_key(
    MAIN,
    "4",
    Key(
        "my own dates",
        my_dates,
        {"en": ("my dates", "my groups", "my own"), "fr": ("mes dates", "mes groupes", "mes inscriptions")},
    ),
)
register(
    "day",
    about="Which day?",
    take=day_said,
    keys={
        str(number + 1): Key(name["en"].capitalize(), on_day(number), {one: [word] for one, word in name.items()})
        for number, name in ((number, weekdays.names(number)) for number in range(7))
    },
)
register(
    "list",
    about="What is on: five dates at a time",
    enter=say_list,
    keys={
        **{str(digit): Key("join this one", of_list) for digit in range(1, LISTED + 1)},
        "7": Key("more, where there is more", more, {"en": ("more",), "fr": ("la suite",)}),
    },
)
register("code", about="The six digits of a group", listens=Listens.DIGITS, take=by_code)
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
