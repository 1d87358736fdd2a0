"""What the desk's first screen says about matches."""

from typing import Any

from core import clock
from core.actors import CARE_ROLES
from core.desk import Panel
from matches import presenters
from matches.models import Match, MatchRequest, Say, Urgency

SHOWN = 3


class Companions(Panel):
    """Who waits: how many, the most urgent and whoever waits longest; matches whose champion is away, and what was
    said after a goodbye. Three queries."""

    template_name = "matches/desk/panel.html"
    roles = CARE_ROLES

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        here = MatchRequest.visible_to(actor).at(actor.centre_id).waiting().select_related("person", "centre")
        waiting = list(here)
        now = clock.now()
        urgent = [one for one in waiting if one.urgency != Urgency.ROUTINE][:SHOWN]
        oldest = sorted((one for one in waiting if one not in urgent), key=lambda one: one.created_at)
        shown = [*urgent, *oldest[: SHOWN + 1 - len(urgent)]]
        return {
            "count": len(waiting),
            "lines": [presenters.line(one, now.astimezone(one.centre.zone)) for one in shown],
            "away": Match.visible_to(actor).at(actor.centre_id).uncovered().count(),
            "unread": Say.visible_to(actor).filter(match__centre=actor.centre_id).unread().count(),
        }
