"""What a person's page at the desk says of them as a champion."""

from typing import Any

from champions.models import Champion
from core.actors import Role
from people.sections import Section


class Championship(Section):
    """Their standing at the centre, or the way to welcome them. One query."""

    template_name = "champions/championship.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        return {
            "champion": Champion.visible_to(actor).at(actor.centre_id).led_by(person.pk).first(),
            "person": person,
            "may_manage": actor.has(Role.COORDINATOR, Role.MANAGER),
            "csrf_token": parent_context["csrf_token"],
        }
