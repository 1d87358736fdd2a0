"""What the desk's first screen says about ideas, and about what champions are asked to do for one person."""

from typing import Any

from activities.models import Idea, InviteCall
from core import clock
from core.actors import CARE_ROLES, MANAGERS
from core.desk import Panel

IDEAS_SHOWN = 3


class NewIdeas(Panel):
    """How many ideas nobody has looked at, and the three that wait longest. Two queries."""

    template_name = "activities/ideas/panel.html"
    roles = MANAGERS

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        waiting = Idea.visible_to(actor).at(actor.centre_id).new()
        return {"count": waiting.count(), "oldest": list(waiting[:IDEAS_SHOWN])}


class AskedOfChampions(Panel):
    """How many calls and welcomes champions are asked for, and how many of them are stuck. Two queries."""

    template_name = "activities/invite/panel.html"
    roles = CARE_ROLES

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        here = InviteCall.visible_to(actor).filter(centre=actor.centre_id).open()
        count, live = here.count(), here.live(clock.now()).count()
        return {"count": count, "stuck": count - live}
