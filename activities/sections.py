"""What this room adds to *My page* and to a person's page at the desk."""

from typing import Any

from activities.models import Booking, Proposal
from activities.presenters.copies import copies
from activities.presenters.standing import sort_out
from activities.services import asks, days, places
from champions.models import Champion
from core import clock
from core.http import Request
from people.sections import Section

MOST_AHEAD = 10
MOST_PAST = 20


class MyProposals(Section):
    """A champion's ideas: where each stands, and the way to a new one. Two queries."""

    template_name = "activities/proposals/section.html"

    def is_shown(self, request: Request) -> bool:
        mine: bool = Champion.visible_to(request.actor).led_by(request.actor.person_id).serving().exists()
        return mine

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        mine = Proposal.visible_to(actor).led_by(actor.person_id).order_by("-updated_at", "-pk")
        return {"proposals": list(mine[:20])}


class MyPlaces(Section):
    """The places that somebody has, waits for or is offered; what they come to every time, date by date. One query."""

    template_name = "activities/my/places.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        now = clock.now()
        lines, standing = sort_out(places.mine(parent_context["person"].pk, now=now), now=now)
        return {"lines": lines, "standing": standing}


class MyGroups(Section):
    """For those who lead: the very next date, registers to close, questions to stand in, and the way to their home.
    Three queries."""

    template_name = "activities/my/groups.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        now = clock.now()
        person = parent_context["person"]
        found = days.led_by(person.pk, now=now)
        return {
            "sessions": found.sessions[:1],
            "left_open": found.left_open,
            "asks": len(asks.of_person(person.pk, now=now)),
        }


class PlacesOfPerson(Section):
    """At the desk: somebody's next places at this centre, the last ones, how often they came. Three queries; none for
    staff who do not see the person as a client: for them, the way to book at the person's own request."""

    template_name = "activities/desk/places.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        person = parent_context["person"]
        if not parent_context["sees_client"]:
            return {"person": person, "is_apart": True, "csrf_token": parent_context["csrf_token"]}
        theirs = Booking.visible_to(parent_context["request"].actor).filter(person=person)
        rows, now = theirs.for_history(), clock.now()
        return {
            "person": person,
            "ahead": list(rows.filter(session__ends_at__gt=now).order_by("session__starts_at", "pk")[:MOST_AHEAD]),
            "past": list(rows.filter(session__ends_at__lte=now)[:MOST_PAST]),
            "tally": theirs.tally(),
            "calendar": copies("desk_paper:person", person.public_id),
            "csrf_token": parent_context["csrf_token"],
        }
