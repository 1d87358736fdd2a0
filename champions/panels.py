"""What the desk's first screen says about champions."""

from typing import Any

from champions import presenters
from champions.models import Champion, ChampionInvitation
from champions.models.invitation import ASKING
from core.actors import CARE_ROLES, MANAGERS
from core.desk import Panel
from people import context

FEW = 5


class Champions(Panel):
    """How many there are, and how many can lead just now. One query."""

    template_name = "champions/panel.html"
    roles = CARE_ROLES

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        counts = Champion.visible_to(actor).at(actor.centre_id).counts()
        return {**counts, "may_manage": actor.has(*MANAGERS)}


class Stuck(Panel):
    """On the way without a next step, or past the day of it: those first who have waited longest. Two queries."""

    template_name = "champions/board/stuck_panel.html"
    roles = MANAGERS

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request = parent_context["request"]
        now = presenters.now_at(context.frame(request).centre)
        stuck = Champion.visible_to(request.actor).at(request.actor.centre_id).known().stuck(now.date())
        return {"cards": presenters.cards(stuck.longest_first()[:FEW], now), "total": stuck.count()}


class Asking(Panel):
    """Whom I wanted to ask in person, what came of the others, and how many wait for the coordinator. Two queries."""

    template_name = "champions/asking/panel.html"
    roles = frozenset(ASKING)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request = parent_context["request"]
        actor, today = request.actor, presenters.now_at(context.frame(request).centre).date()
        here = ChampionInvitation.visible_to(actor)
        to_ask = here.by_user(actor.user_id).to_ask(today).order_by("remind_on", "pk")
        return {
            "to_ask": [one.named for one in to_ask[:FEW]],
            "waiting": here.waiting().count() if actor.has(*MANAGERS) else 0,
        }
