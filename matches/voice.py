"""The automatic line and visits: a visitor says that they arrived, left, or need help; and what our own calls ask."""

from collections.abc import Callable, Mapping
from typing import Any

from core.actors import Actor, Channel, person_actor
from matches.models import Visit
from matches.services import checking, visits
from notifications.menus import MAIN, Go, Key, NotUnderstood, Said, Turn, add_key, register, reply, say_first, told
from notifications.voice import proved

VISIT = "visit"
Context = Mapping[str, Any]


def _now_of(turn: Turn) -> Visit | None:
    """The visit that whoever calls makes just now; of several people with the number, of any of them."""
    members = [turn.verified] if turn.verified else turn.members
    return checking.now_of([pk for member in members for pk in member.ids], now=turn.now)


def offer(turn: Turn) -> Said | None:
    """In the main menu, to a number of which somebody has a visit just now; to nobody else."""
    return Said("visit-offer") if turn.number and _now_of(turn) else None


def my_visit(turn: Turn) -> Go:
    """By the number alone where one person has it, as by text; else first who it is."""
    if _now_of(turn) is None:
        raise NotUnderstood
    return Go(VISIT) if turn.likely else proved(VISIT, {})


def say_visit(turn: Turn) -> Context | Go:
    visit = _now_of(turn)
    return {"visit": visit} if visit else told(turn, "visit-none", {})


def saying(slug: str, act: Callable[..., object]) -> Callable[[Turn], Go]:
    def said(turn: Turn) -> Go:
        visit = _now_of(turn)
        if visit is None:
            return told(turn, "visit-none", {})
        act(visit, by=_visitor(visit), now=turn.now)
        return told(turn, slug, {"visit": visit})

    return said


def _visitor(visit: Visit) -> Actor:
    return person_actor(visit.match.champion.person_id, channel=Channel.VOICE)


# --- What we asked ------------------------------------------------------------------------------------


def whether_out(turn: Turn, meant: Any) -> Go:
    """In a call of ours after the end: that they left, or that they need help."""
    visit_id, what = meant
    visit = _of_caller(turn, visit_id)
    if visit is None:
        return told(turn, "visit-none", {})
    act, slug = (checking.check_out, "visit-gone") if what == "left" else (checking.ask_for_help, "visit-help")
    act(visit, by=_visitor(visit), now=turn.now)
    return told(turn, slug, {"visit": visit})


def whether_in(turn: Turn, meant: Any) -> Go:
    visit_id, what = meant
    visit = _of_caller(turn, visit_id)
    if visit is None:
        return told(turn, "visit-none", {})
    if what == "here":
        checking.check_in(visit, by=_visitor(visit), now=turn.now)
        return told(turn, "visit-here", {"visit": visit})
    visits.cancel(visit, by=_visitor(visit), now=turn.now)
    return told(turn, "visit-no", {"visit": visit, "is_visitor": True})


def _of_caller(turn: Turn, visit_id: object) -> Visit | None:
    person = turn.call.person
    return checking.made_by(visit_id, [person.pk] if person else [])


def own_visit(turn: Turn, meant: Any) -> Go:
    """The day before: that it is fine, or that they cannot."""
    visit_id, what = meant
    ids = [turn.call.person.pk] if turn.call.person else []
    visit = visits.one_of(visit_id, ids, now=turn.now)
    who = visits.which_of_the_two(visit, ids)
    if what == "no":
        visits.cancel(visit, by=person_actor(who.pk, channel=Channel.VOICE), now=turn.now)
    return told(turn, f"visit-{what}", {"visit": visit, "is_visitor": who.pk == visit.match.champion.person_id})


add_key(
    MAIN,
    "5",
    Key(
        "a visitor’s visit of today",
        my_visit,
        {"en": ("my visit", "visit"), "fr": ("ma visite", "visite")},
        told_in="visit-offer",
    ),
)
say_first(MAIN, offer)
register(
    VISIT,
    about="A visitor’s visit of today",
    enter=say_visit,
    keys={
        "1": Key("I am there", saying("visit-here", checking.check_in), {"en": ("arrived",), "fr": ("arrivée",)}),
        "2": Key("I have left", saying("visit-gone", checking.check_out), {"en": ("left",), "fr": ("partie",)}),
        "3": Key(
            "I need help: staff on call are told at once",
            saying("visit-help", checking.ask_for_help),
            {"en": ("I need help",), "fr": ("besoin d’aide",)},
        ),
    },
)
reply("own-visit", own_visit)
reply("visit-in", whether_in)
reply("visit-out", whether_out)
