"""The way to the questions about who somebody is: from *My page*, and from a person's page at the desk."""

from typing import Any

from core.http import Request
from people.sections import Section
from prescriptions.models import WALKERS


class AboutMe(Section):
    """No query. After what people come to their page for."""

    place = 1
    template_name = "evaluation/equity/my_section.html"


class WhoTheyAre(Section):
    """A link, and nothing of what was answered. No query."""

    template_name = "evaluation/equity/person_section.html"
    of_client = True

    def is_shown(self, request: Request) -> bool:
        return request.actor.has(*WALKERS)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"person": parent_context["person"]}
