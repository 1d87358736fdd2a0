"""What the desk's first screen says about the next days: seats to give by telephone."""

from typing import Any

from activities.services import last_seats
from core import audit, clock
from core.actors import CARE_ROLES
from core.desk import Panel
from people import context
from people.locks import named


class SeatsFree(Panel):
    """A seat is free, soon: whom to call, in order. Five queries at most, and the centre's one."""

    template_name = "activities/desk/seats_free.html"
    roles = CARE_ROLES

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request = parent_context["request"]
        centre = context.frame(request).centre
        found = last_seats.to_give(centre, by=request.actor, now=clock.now()) if centre else []
        if ids := named(row.person_id for one in found for row in one.waiting):
            audit.record_many("person.listed", by=request.actor, person_ids=ids)
        return {"found": found, "back": request.path, "csrf_token": parent_context["csrf_token"]}
