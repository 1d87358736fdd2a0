"""What the desk's first screen says of support: check-ins that are due, and hours that wait."""

from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone

from champions.models import Champion, Hours
from core import audit
from core.actors import MANAGERS
from core.desk import Panel

SHOWN = 6


class CheckIns(Panel):
    """Whom to talk with: one's own champions first, then those whose supporter has not come to it. Two queries, and
    one that records the look."""

    template_name = "champions/support/panel.html"
    roles = MANAGERS

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        due = Champion.visible_to(actor).at(actor.centre_id).to_check_in(timezone.localdate())
        mine = Case(When(supporter=actor.user_id, then=Value(0)), default=Value(1), output_field=IntegerField())
        shown = list(due.select_related("person", "supporter").order_by(mine, "check_in_on", "pk")[:SHOWN])
        audit.record_many("person.listed", by=actor, person_ids=[champion.person_id for champion in shown])
        return {"champions": shown, "count": due.count(), "me": actor.user_id, "today": timezone.localdate()}


class HoursToCount(Panel):
    """How many hours champions wrote down that nobody has looked at. One query."""

    template_name = "champions/hours/panel.html"
    roles = MANAGERS

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        rows = Hours.visible_to(actor).filter(champion__centre=actor.centre_id)
        return {"count": rows.waiting().count()}
