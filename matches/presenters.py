"""Requests and matches as staff read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import dates, phones
from core.text import listed
from matches import parts
from matches.models import Match, MatchRequest, Source, Urgency

Row = dict[str, str]
URGENCY_COLOURS = {Urgency.URGENT: "red", Urgency.SOON: "yellow"}


@dataclass(frozen=True)
class Line:
    """One row of the waiting list."""

    request: MatchRequest
    waits: str
    is_to_call: bool

    @property
    def colour(self) -> str:
        return URGENCY_COLOURS.get(Urgency(self.request.urgency), "")


def line(request: MatchRequest, now: datetime) -> Line:
    """`now` is by the clock of the centre."""
    return Line(request, parts.waits(request.created_at, now), request.agreed_at is None)


def facts(request: MatchRequest) -> list[Row]:
    """All that somebody said, question by question; what was left open is left out."""
    rows = [
        (_("What for"), capfirst(str(request.get_kind_display()))),
        (_("Languages"), listed(request.spoken)),
        (_("Interpreter"), _("agreed") if request.with_interpreter else ""),
        (_("Likes"), request.interests),
        (_("When it suits them"), listed(request.free)),
        (_("Would rather have"), _preference(request)),
        (_("Where they meet"), _("At their home") if request.at_home else _("Somewhere else")),
        (_("Address"), _address(request)),
        (_("How one gets in"), request.way_in),
        (_("At their home"), listed(request.found_there)),
        (_("To know as well"), request.wishes),
        (_("Who asked"), _asked_by(request)),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _preference(request: MatchRequest) -> str:
    said = (str(request.get_prefers_display()) if request.prefers else "", request.prefers_words)
    return " – ".join(filter(None, said))


def _address(request: MatchRequest) -> str:
    return ", ".join(filter(None, (request.street, request.town, request.postal_code)))


def _asked_by(request: MatchRequest) -> str:
    who = capfirst(str(request.get_source_display()))
    if request.source != Source.FAMILY:
        return who
    if request.agreed_at is None:
        who = _("Their family; we have not talked with them yet")
    contact = request.asked_by_contact
    shown = phones.shown(contact) if contact.startswith("+") else contact
    return "\n".join(filter(None, (who, request.asked_by, shown)))


def match_facts(match: Match) -> list[Row]:
    """What is arranged, and how it ends."""
    at = match.local_meeting
    comes_along = match.meeting_with
    rows = [
        (_("First meeting"), f"{dates.day(at.date())}, {dates.clock(at)}" if at else ""),
        (_("Where"), match.meeting_where),
        (_("Comes along"), comes_along.get_full_name() if comes_along else ""),
        (_("Tried out until"), dates.day(match.trial_until) if match.trial_until else ""),
        (_("What they agreed on"), match.agreed),
        (_("If the visitor does not check out"), match.plan),
        (_("The goodbye comes from"), str(match.get_ended_by_display()) if match.ended_by else ""),
        (_("Why"), str(match.get_ended_why_display()) if match.ended_why else ""),
        (_("A word to both"), match.farewell),
        (_("Last visit"), dates.day(match.last_visit_on) if match.last_visit_on else ""),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def names(matches: Sequence[Match]) -> list[int]:
    """Ids of everybody whose name a list of matches shows, for the log."""
    both: Any = ((match.request.person_id, match.champion.person_id) for match in matches)
    return sorted({pk for pair in both for pk in pair})


def champions_of(matches: Sequence[Match]) -> set[int]:
    """… and of the champions among them alone."""
    return {match.champion.person_id for match in matches}
