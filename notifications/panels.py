"""What the desk's first screen says about calls to make."""

from typing import Any

from core.actors import CARE_ROLES
from core.desk import Panel
from notifications.services import calls


class PeopleToCall(Panel):
    """How many people have to be told something by telephone. As many queries as `calls.to_make` takes."""

    template_name = "notifications/calls/panel.html"
    roles = CARE_ROLES

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"count": len(calls.to_make(parent_context["request"].actor.centre_id))}
