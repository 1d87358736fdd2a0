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


class _ForCareStaff(Section):
    def is_shown(self, request: Request) -> bool:
        return request.actor.has(*CARE_ROLES)


class DoublesOfPerson(_ForCareStaff):
    """Other records that may be of the person; nothing where there is none. Six queries at most."""

    template_name = "people/desk/doubles_section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        found = matching.alike(person, actor=actor)
        audit.record_many("person.listed", by=actor, person_ids=[one.person.pk for one in found])
        return {"person": person, "found": found}


class RecordsOfPerson(_ForCareStaff):
    """The merges that made this record, each with its undo, and the way to find one more. A query, and one a merge."""

    template_name = "people/desk/records_section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        return {"person": person, "merges": merging.standing(person, actor=actor)}
