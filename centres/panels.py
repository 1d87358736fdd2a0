"""What this room puts on the desk's first screen."""

from typing import Any

from django.utils import timezone

from centres.models import Centre
from centres.services import resources_due
from core.actors import CARE_ROLES
from core.desk import Panel


class ToConfirm(Panel):
    """How many resources nobody has looked at for too long. Two queries."""

    template_name = "centres/desk/resources_panel.html"
    roles = CARE_ROLES

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        centre = Centre.where(parent_context["request"].actor)
        return {"number": resources_due.at(centre, now=timezone.now()).count()}
