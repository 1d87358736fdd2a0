"""What this room itself puts on a person's page at the desk."""

from typing import Any

from core.actors import CARE_ROLES
from core.http import Request
from people import presenters
from people.sections import Section
from people.services import links


class LinksOfPerson(Section):
    """The links to the person's own page, and a new one. One query."""

    template_name = "people/desk/links.html"

    def is_shown(self, request: Request) -> bool:
        return request.actor.has(*CARE_ROLES)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        person = parent_context["person"]
        return {
            "person": person,
            "lines": presenters.page_links(links.standing(person)),
            "csrf_token": parent_context["csrf_token"],
        }
