"""Where staff see what needs covering while champions rest: in the champion's file, and on the desk's first screen."""

from typing import Any

from activities.services import covering
from core import clock
from core.actors import MANAGERS
from core.desk import Panel
from people.sections import Section

SHOWN = 8


class ToCover(Section):
    """In a champion's file: the dates that nobody else leads. One query."""

    template_name = "activities/desk/to_cover.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        champion = parent_context["champion"]
        return {"sessions": list(covering.uncovered_of(champion, now=clock.now()))}


class Uncovered(Panel):
    """The next dates of the centre that nobody leads, because whoever would is taking a break. One query."""

    template_name = "activities/desk/uncovered_panel.html"
    roles = MANAGERS

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        found = list(covering.uncovered(actor.centre_id, now=clock.now()))
        return {"sessions": found[:SHOWN], "count": len(found)}
