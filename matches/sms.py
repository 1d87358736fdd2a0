"""What a visitor can text: ARRIVED, LEFT, SOS; and what both say to what we ask."""

from collections.abc import Callable, Sequence
from typing import Any

from core.actors import Actor, Channel, person_actor
from matches.models import Visit
from matches.services import checking, visits
from notifications.keywords import Answer, Turn, ask, register


def arrived(turn: Turn) -> Answer:
    """ARRIVED: a visitor is there."""
    return _on_the_way(turn, _here)


def left(turn: Turn) -> Answer:
    """LEFT or DONE: a visitor has left."""
    return _on_the_way(turn, _gone)


def help_me(turn: Turn) -> Answer:
    """SOS: a visitor needs help; staff on call are told at once."""
    return _on_the_way(turn, _help)


def _on_the_way(turn: Turn, say: Callable[[Visit, Turn], Answer]) -> Answer:
    visit = checking.now_of(_ids(turn), now=turn.now)
    return say(visit, turn) if visit else Answer("visit-none")


def _here(visit: Visit, turn: Turn) -> Answer:
    checking.check_in(visit, by=_visitor(visit), now=turn.now)
    return Answer("visit-here", {"visit": visit})


def _gone(visit: Visit, turn: Turn) -> Answer:
    checking.check_out(visit, by=_visitor(visit), now=turn.now)
    return Answer("visit-gone", {"visit": visit})


def _help(visit: Visit, turn: Turn) -> Answer:
    checking.ask_for_help(visit, by=_visitor(visit), now=turn.now)
    return Answer("visit-help", {"visit": visit})


def _visitor(visit: Visit) -> Actor:
    return person_actor(visit.match.champion.person_id, channel=Channel.SMS)


# --- What we asked ------------------------------------------------------------------------------------


def own_visit(turn: Turn, meant: Any) -> Answer:
    """The day before: that it is fine, or that they cannot."""
    visit_id, what = meant
    ids = _ids(turn)
    visit = visits.one_of(visit_id, ids, now=turn.now)
    who = visits.which_of_the_two(visit, ids)
    is_visitor = who.pk == visit.match.champion.person_id
    if what == "no":
        visits.cancel(visit, by=person_actor(who.pk, channel=Channel.SMS), now=turn.now)
    return Answer(f"visit-{what}", {"visit": visit, "is_visitor": is_visitor})


def whether_in(turn: Turn, meant: Any) -> Answer:
    """After the start: that they are there, or that it does not take place."""
    visit_id, what = meant
    visit = visits.one_of(visit_id, _ids(turn), now=turn.now)
    if what == "here":
        return _here(visit, turn)
    visits.cancel(visit, by=_visitor(visit), now=turn.now)
    return Answer("visit-no", {"visit": visit, "is_visitor": True})


def whether_out(turn: Turn, meant: Any) -> Answer:
    """After the end: that they left, or that they need help."""
    visit_id, what = meant
    found = checking.made_by(visit_id, _ids(turn))
    if found is None:
        return Answer("visit-none")
    return _gone(found, turn) if what == "left" else _help(found, turn)


def _ids(turn: Turn) -> Sequence[int]:
    """All records of who it is; of everybody with the number, where nobody was asked."""
    members = [turn.member] if turn.member else turn.members
    return [pk for member in members for pk in member.ids]


# FIN alone means STOP to the carriers: so people are told to write PARTI.
register(
    "visit-in",
    words={"en": ("arrived", "here", "i m here"), "fr": ("arrive", "arrivee", "ici", "je suis la")},
    run=arrived,
    for_known=True,
)
register(
    "visit-out",
    words={"en": ("left", "done", "i left"), "fr": ("parti", "partie", "fini", "finie", "termine", "terminee")},
    run=left,
    for_known=True,
)
register("visit-help", words={"en": ("sos", "danger"), "fr": ("sos", "danger", "au secours")}, run=help_me)
ask("own-visit", run=own_visit)
ask("visit-in", run=whether_in)
ask("visit-out", run=whether_out)
