"""What the desk's first screen says about visits and lifts."""

from typing import Any

from core import audit, clock
from core.actors import CARE_ROLES
from core.desk import Panel
from matches import seen
from matches.models import Alert, Lift, LiftState
from matches.services import lifts
from people import context

SHOWN = 5


class Alerts(Panel):
    """Visitors of whom nothing was heard, or who ask for help: red. Nothing is there where all is well. One query."""

    template_name = "matches/desk/alerts_panel.html"
    roles = CARE_ROLES

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        found = seen.without_names(Alert.visible_to(actor).open().for_rows())
        if found:
            named = sorted({alert.visit.match.champion.person_id for alert in found})
            audit.record_many("person.listed", by=actor, person_ids=named)
        return {"alerts": found}


class Lifts(Panel):
    """Who asked for a lift with a place in the next seven days, and lifts without a driver: the soonest. Four queries
    at most, and the centre's one."""

    template_name = "matches/desk/lifts_panel.html"
    roles = CARE_ROLES

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request = parent_context["request"]
        now, centre = clock.now(), context.frame(request).centre
        rows = Lift.visible_to(request.actor).at(request.actor.centre_id).open().for_rows()
        wanted = list(rows.filter(state=LiftState.WANTED, pick_up_at__gt=now)[:SHOWN])
        wished = lifts.wished(centre, by=request.actor, now=now) if centre else []
        named = {one.person_id for one in [*wanted, *wished[:SHOWN]]}
        if named:
            audit.record_many("person.listed", by=request.actor, person_ids=sorted(named))
        return {"lifts": wanted, "wished": wished[:SHOWN], "more": max(0, len(wished) - SHOWN)}
