"""What the desk's first screen says about calls to make."""

from typing import Any

from core.actors import CARE_ROLES
from core.desk import Panel
from notifications.models import CallBack
from notifications.services import calls


class PeopleToCall(Panel):
    """How many people wait for our call, and how many have to be told something by telephone.

    One query, and as many as `calls.to_make` takes.
    """

    template_name = "notifications/calls/panel.html"
    roles = CARE_ROLES

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        return {
            "count": len(calls.to_make(actor.centre_id, by=actor)),
            "waiting": CallBack.visible_to(actor).filter(settled_at=None).count(),
        }
