"""What the desk's first screen says about today."""

from typing import Any

from activities.services import days
from core import clock
from core.actors import CARE_ROLES, Role
from core.desk import Panel
from people import context


class Today(Panel):
    """Today's dates of the centre with their places. Two queries."""

    template_name = "activities/desk/today.html"
    roles = CARE_ROLES

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request = parent_context["request"]
        centre = context.frame(request).centre
        if centre is None:
            return {"sessions": [], "may_keep": False}
        may_keep = request.actor.has(Role.COORDINATOR, Role.MANAGER)
        return {"sessions": days.today_at(centre, now=clock.now()), "may_keep": may_keep}
