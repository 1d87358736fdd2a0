"""What this room adds to *My page* and to a person's page at the desk."""

from typing import Any

from activities.models import Booking, Proposal
from activities.presenters.copies import copies
from activities.presenters.standing import sort_out
from activities.services import days, places
from champions.models import Champion
from core import clock
from core.http import Request
from people.sections import Section


class MyProposals(Section):
    """A champion's ideas: where each stands, and the way to a new one. Two queries."""

    template_name = "activities/proposals/section.html"

    def is_shown(self, request: Request) -> bool:
        mine: bool = Champion.visible_to(request.actor).led_by(request.actor.person_id).exists()
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
    """For those who lead: the next dates, how many come, and the way to the register. Two queries."""

    template_name = "activities/my/groups.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        now = clock.now()
        found = days.led_by(parent_context["person"].pk, now=now)
        return {
            "sessions": found.sessions,
            "left_open": found.left_open,
            "posters": list({session.activity_id: session.activity for session in found.sessions}.values()),
        }


class PlacesOfPerson(Section):
    """At the desk: the places of somebody at this centre, newest first, and how often they came. Two queries."""

    template_name = "activities/desk/places.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        here = Booking.visible_to(parent_context["request"].actor)
        person = parent_context["person"]
        return {
            "person": person,
            "bookings": list(here.filter(person=person).for_history()[:20]),
            "tally": here.filter(person=person).tally(),
            "calendar": copies("desk_paper:person", person.public_id),
            "csrf_token": parent_context["csrf_token"],
        }
