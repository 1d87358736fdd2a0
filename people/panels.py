"""What this room puts on the desk's first screen and on a person's page about records that may be doubles."""

from typing import Any

from core import audit
from core.actors import CARE_ROLES
from core.desk import Panel
from core.http import Request
from people.sections import Section
from people.services import matching, merging


class Doubles(Panel):
    """How many pairs of records may be of one human. A constant number of queries, and none for some minutes after."""

    template_name = "people/desk/doubles_panel.html"
    roles = CARE_ROLES

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"number": matching.count(parent_context["request"].actor), "most": matching.MOST}


class DoublesOfPerson(Section):
    """Other records that may be of the person, and those that were merged into this one. Six queries."""

    template_name = "people/desk/doubles_section.html"

    def is_shown(self, request: Request) -> bool:
        return request.actor.has(*CARE_ROLES)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        found = matching.alike(person, actor=actor)
        audit.record_many("person.listed", by=actor, person_ids=[one.person.pk for one in found])
        return {"person": person, "found": found, "merges": merging.standing(person, actor=actor)}
