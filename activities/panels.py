"""What the desk's first screen says about activities."""

from typing import Any

from django.utils import timezone

from activities import words
from activities.models import Proposal
from core.actors import Role
from core.desk import Panel


class ToReview(Panel):
    """How many proposals wait for an answer, and the three that wait longest. Two queries."""

    template_name = "activities/review/panel.html"
    roles = frozenset({Role.COORDINATOR, Role.MANAGER})

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        waiting = Proposal.visible_to(actor).at_desk(actor.centre_id).to_review()
        now = timezone.now()
        return {
            "count": waiting.count(),
            "oldest": [
                (proposal, words.age(proposal.submitted_at, now.astimezone(proposal.centre.zone)))
                for proposal in waiting.select_related("centre")[:3]
            ],
        }
