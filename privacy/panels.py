"""What the desk's first screen and its menu say to privacy officers."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.actors import Actor
from core.desk import MenuItem, Panel
from privacy import officers, presenters
from privacy.models import Incident, RecordRequest, UnusualLook

SHOWN = 3


class PrivacyPanel(Panel):
    """Looks to look into, requests by when they are due, and incidents that are not closed. Four queries."""

    template_name = "privacy/desk/panel.html"

    def is_shown(self, request: HttpRequest) -> bool:
        return officers.is_officer(request.actor)  # type: ignore[attr-defined]

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        waiting = RecordRequest.visible_to(actor).at(actor.centre_id).open()
        today = timezone.localdate()
        return {
            "looks": UnusualLook.visible_to(actor).to_settle().count(),
            "waiting": waiting.count(),
            "soonest": [presenters.due(row, today) for row in waiting.for_rows()[:SHOWN]],
            "incidents": Incident.visible_to(actor).unclosed().count(),
        }


@dataclass(frozen=True)
class ForOfficers(MenuItem):
    """An entry that privacy officers alone see, whatever their roles."""

    def is_shown(self, actor: Actor) -> bool:
        return officers.is_officer(actor)
