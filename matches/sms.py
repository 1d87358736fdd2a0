"""What a visitor can text: ARRIVED, LEFT, SOS; and what both say to what we ask, another time for a visit included."""

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from core.actors import Actor, Channel, person_actor
from core.errors import DomainError
from matches import times
from matches.models import Visit
from matches.services import checking, visits
from matches.visit_notices import ANOTHER_TIME, COMES_OR_NOT
from notifications.keywords import Answer, Reading, Turn, ask, register

BAD_TIMES = {"visit_past", "visit_too_far", "visit_taken"}


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
        return Answer("visit-no", {"visit": visit, "is_visitor": is_visitor})
    return Answer("visit-yes", {"visit": visit}, asks_on=True)


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


# --- Another time -------------------------------------------------------------------------------------


def another_time(turn: Turn, choices: Sequence[Any], wanted: times.Wanted) -> Answer:
    """They wrote another time: it is said back in words and asked. Nothing is changed before they agree."""
    ids = _ids(turn)
    visit = visits.one_of(choices[0][0], ids, now=turn.now)
    today = turn.now.astimezone(visit.match.centre.zone).date()
    found = wanted.beside(visit.local_start, today=today)
    if found is None:
        return Answer("visit-unread", {"choices": len(choices)}, asks_on=True)
    day, start = found
    by = _one_of_the_two(visit, ids)
    try:
        slot = visits.slot_for(
            visit, visit.match, day=day, start_time=start, minutes=visit.minutes, by=by, now=turn.now
        )
    except DomainError as error:
        return _not_then(error)
    if slot.starts_at == visit.starts_at:
        return Answer("visit-yes", {"visit": visit}, asks_on=True)
    meant = [visit.pk, day.isoformat(), start.isoformat(), visit.revision]
    shown = {"visit": visit, "wanted": slot.starts_at.astimezone(visit.match.centre.zone)}
    return Answer("visit-to-move", shown, "visit-to-move", [[*meant, "yes"], [*meant, "no"]])


def whether_to_move(turn: Turn, meant: Any) -> Answer:
    """They agree to the time that we read back, or it stays as it is."""
    visit_id, day, start, seen, what = meant
    ids = _ids(turn)
    visit = visits.one_of(visit_id, ids, now=turn.now)
    if what == "no" or visit.revision != seen:
        shown = {"visit": visit, "is_changed": visit.revision != seen}
        return Answer("visit-stays", shown, COMES_OR_NOT.question, COMES_OR_NOT.choices(visit.pk))
    try:
        moved = visits.move(
            visit,
            day=date.fromisoformat(day),
            start_time=time.fromisoformat(start),
            minutes=visit.minutes,
            seen=seen,
            by=_one_of_the_two(visit, ids),
            now=turn.now,
        )
    except DomainError as error:
        return _not_then(error)
    return Answer("visit-moved", {"visit": moved}, ANOTHER_TIME.question, ANOTHER_TIME.choices(visit.pk))


def _not_then(error: DomainError) -> Answer:
    """Why not then, where another time may do. Raises the error where none would."""
    if error.code not in BAD_TIMES:
        raise error
    return Answer("visit-not-then", {"why": error.words}, asks_on=True)


def _one_of_the_two(visit: Visit, ids: Sequence[int]) -> Actor:
    return person_actor(visits.which_of_the_two(visit, ids).pk, channel=Channel.SMS)


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
ANOTHER = Reading(times.read, another_time, unread="visit-unread")
ask("own-visit", run=own_visit, words=ANOTHER)
ask("visit-time", run=own_visit, words=ANOTHER)
ask("visit-to-move", run=whether_to_move, words=ANOTHER)
ask("visit-in", run=whether_in, words=ANOTHER)
ask("visit-out", run=whether_out)
