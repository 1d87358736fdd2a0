"""What is on, read out: this week, on a day, or by a group's number."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from activities import weekdays
from activities.models import Session
from activities.services import calling_in
from activities.voice import joining
from core.text import bare
from notifications.menus import MAIN, Go, Key, Listens, NotUnderstood, Said, Turn, add_key, register

LISTED = 5
Context = Mapping[str, Any]


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
    session_id = joining.chosen(turn, turn.kept["sessions"])
    return joining.ways_into(calling_in.way_in([session_id, False], now=turn.now).session.activity, turn)


def by_code(turn: Turn) -> Go:
    code = turn.heard.number
    activity = calling_in.by_code(code) if code else None
    if activity is None:
        raise NotUnderstood(Said("no-such-code", {"code": code}))
    return joining.ways_into(activity, turn)


def _today(turn: Turn) -> date:
    return turn.now.astimezone(turn.centre.zone).date()


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
register("code", about="The number of a group", listens=Listens.DIGITS, take=by_code)
