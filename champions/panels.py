"""What the desk's first screen says about champions."""

from typing import Any

from champions.models import Champion
from core.actors import CARE_ROLES
from core.desk import Panel


class Champions(Panel):
    """How many there are, and how many can lead just now. One query."""

    template_name = "champions/panel.html"
    roles = CARE_ROLES

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        return Champion.visible_to(actor).at(actor.centre_id).counts()
