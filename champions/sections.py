"""What a person's page at the desk, and their own, say of them as a champion; and two shelves that upper rooms fill:
a champion's file at the desk (`file`, finds `parent["champion"]`), and a champion's home (`home`, finds
`parent["person"]` and `parent["champions"]`, the person's rows at each centre).
"""

from typing import Any

from champions.models import Champion, Hours
from champions.states import machine
from core.actors import MANAGERS
from core.registry import Registry
from people.sections import Section

file: Registry[Section] = Registry("section of a champion's file")
home: Registry[Section] = Registry("section of a champion's home")


class Championship(Section):
    """Their standing at the centre and the hours they gave, or the way to welcome them. Two queries."""

    template_name = "champions/championship.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        champion = Champion.visible_to(actor).at(actor.centre_id).led_by(person.pk).first()
        return {
            "champion": champion,
            "hours": Hours.visible_to(actor).gifted_by(person.pk).total(),
            "person": person,
            "may_manage": actor.has(*MANAGERS),
            "may_ask": champion is None or machine.can(champion, "invite"),
            "may_welcome": champion is None or machine.can(champion, "welcome"),
            "csrf_token": parent_context["csrf_token"],
        }


class MyHours(Section):
    """What I have given, and a thank-you; nothing for those who have not led yet. One query."""

    template_name = "champions/my_hours.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        return {"hours": Hours.visible_to(actor).gifted_by(person.pk).total()}
