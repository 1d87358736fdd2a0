"""What the two see of each other. This is the one place: no page of theirs takes anything else from a record. And
what an alert says to staff from whom the one of them is locked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core import languages
from matches.models import Alert, Match
from people import locks


@dataclass(frozen=True)
class Seen:
    """The other of the two. Before a yes there is no first name."""

    first_name: str
    languages: Sequence[str]
    interests: str
    agreed: str
    meeting_at: datetime | None
    meeting_where: str
    comes_along: str
    town: str = ""
    when: Sequence[str] = ()
    around: Sequence[str] = ()
    at_home: bool = False


def by_champion(match: Match) -> Seen:
    """What a champion may see of the person: what they like, in which language, what was agreed; never the record,
    and of where they live no more than the town. Needs the match `with_both`."""
    request = match.request
    return Seen(
        first_name=request.person.first_name if match.is_together else "",
        languages=request.spoken,
        interests=request.interests,
        town=request.town,
        when=request.free,
        around=request.found_there,
        at_home=request.at_home,
        **_arranged(match),
    )


def by_person(match: Match) -> Seen:
    """What the person may see of their champion, once there is a yes. Needs the match `with_both`."""
    champion = match.champion
    return Seen(
        first_name=champion.person.first_name if match.is_together else "",
        languages=languages.in_words(champion.languages),
        interests=champion.interests,
        **_arranged(match),
    )


def _arranged(match: Match) -> dict[str, Any]:
    """What was arranged for both."""
    staff = match.meeting_with
    return {
        "agreed": match.agreed,
        "meeting_at": match.local_meeting,
        "meeting_where": match.meeting_where,
        "comes_along": staff.get_full_name() if staff else "",
    }


def without_names(alerts: Iterable[Alert]) -> list[Alert]:
    """Alerts to show, with the two loaded: whom the visitor sees is "somebody" where that is locked from the reader.
    The address stays: it is where our volunteer is."""
    return locks.veil(alerts, lambda alert: alert.visit.match.request)
