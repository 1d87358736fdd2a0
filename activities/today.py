"""What the desk's first screen says about today."""

from typing import Any

from activities.services import days
from core import clock
from core.actors import CARE_ROLES, Role
from core.desk import Panel
from people import context


class Today(Panel):
    """Today's dates of the centre with their places, and registers that nobody has closed. Three queries."""

    template_name = "activities/desk/today.html"
    roles = CARE_ROLES

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request = parent_context["request"]
        centre = context.frame(request).centre
        if centre is None:
            return {"sessions": [], "left_open": [], "may_keep": False}
        found = days.at_centre(centre, now=clock.now())
        may_keep = request.actor.has(Role.COORDINATOR, Role.MANAGER)
        return {"sessions": found.sessions, "left_open": found.left_open, "may_keep": may_keep}
