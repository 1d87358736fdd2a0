"""What the desk's first screen says about news from the groups."""

from typing import Any

from core import audit
from core.desk import Panel
from prescriptions.models import WALKERS, Happening
from prescriptions.plan_presenters import NewsLine

SHOWN = 4


class FromTheGroups(Panel):
    """On a link worker's own cases, and those that nobody has: how many calls and other plans are due, the oldest of
    them, and how much there is to read. Three queries, and one for the log."""

    template_name = "prescriptions/plan/panel.html"
    roles = WALKERS

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        mine = Happening.visible_to(actor).of_worker(actor.user_id).unsettled()
        due = mine.to_do()
        rows = list(due.with_group().with_person().order_by("at", "pk")[:SHOWN])
        audit.record_many("person.listed", by=actor, person_ids=sorted({row.case.person_id for row in rows}))
        return {
            "count": due.count() if len(rows) == SHOWN else len(rows),
            "lines": [NewsLine.of(row) for row in rows],
            "to_read": mine.exclude(pk__in=due.values("pk")).count(),
        }
