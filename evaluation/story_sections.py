"""The way to stories: from *My page*, and from a person's page at the desk."""

from typing import Any

from core.http import Request
from evaluation.models import Story
from people.sections import Section


class MyStories(Section):
    """The way to them, and first of all a text that waits for their yes. One query. After what people come to their
    page for."""

    place = 1
    template_name = "evaluation/stories/my_section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        rows = Story.visible_to(actor).filter(person=person).waiting().newest_first()
        return {"waiting": list(rows)}


class TheirStories(Section):
    """Those that they told this centre, without the words; not on the page of staff themselves, whose own are on
    *My page*. One query."""

    template_name = "evaluation/stories/person_section.html"

    def is_shown(self, request: Request) -> bool:
        return request.actor.centre_id is not None

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        rows = Story.visible_to(actor).filter(person=person, centre=actor.centre_id).newest_first()
        return {"person": person, "rows": list(rows), "is_oneself": person.pk == actor.person_id}
