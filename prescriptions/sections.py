"""The shelves of two pages at the desk, a prescription's and a case's, and what this room adds to a person's page."""

from typing import Any

from core.http import Request
from core.registry import Registry
from people.sections import Section
from prescriptions import presenters
from prescriptions.models import WALKERS, Prescription
from prescriptions.services import word_reading

MOST = 5

# Each finds `parent["request"]`, `parent["prescription"]` and `parent["person"]`.
prescription: Registry[Section] = Registry("section of a prescription's page")
# Each finds these, and `parent["case"]`.
case: Registry[Section] = Registry("section of a case")


class PrescriptionsOfPerson(Section):
    """On a person's page, for those who walk with clients: what was prescribed, and how to write one. One query."""

    template_name = "prescriptions/desk/of_person.html"
    of_client = True

    def is_shown(self, request: Request) -> bool:
        return bool(request.actor.has(*WALKERS))

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        rows = list(Prescription.visible_to(actor).filter(centre=actor.centre_id).of(person.pk)[: MOST + 1])
        lines = presenters.lines(rows, word_reading.told_to(actor, rows))
        return {"person": person, "lines": lines[:MOST], "has_more": len(lines) > MOST}
