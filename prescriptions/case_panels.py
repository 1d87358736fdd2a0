"""What the desk's first screen says to link workers and managers."""

from typing import Any

from centres.models import Centre
from core import audit, clock
from core.desk import Panel
from prescriptions import case_presenters
from prescriptions.models import WALKERS, Case, CaseState
from prescriptions.services import caseload

SHOWN = 4


class Cases(Panel):
    """What is due, who is new and until when to be called, and who has taken back their agreement."""

    template_name = "prescriptions/desk/caseload_panel.html"
    roles = WALKERS

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        now = clock.now()
        centre = Centre.where(actor)
        today = now.astimezone(centre.zone).date()
        here = Case.visible_to(actor).for_list()
        due = list(caseload.due_of(actor, today).for_list().soonest_first()[:SHOWN])
        new = list(here.filter(state=CaseState.NEW).order_by("-prescription__urgency", "opened_at", "pk")[:SHOWN])
        back = list(here.taken_back().order_by("opened_at", "pk")[:SHOWN])
        shown = case_presenters.lines([*due, *new, *back], centre, today)
        audit.record_many("person.listed", by=actor, person_ids=sorted({line.case.person_id for line in shown}))
        return {
            "numbers": caseload.today_of(actor, now),
            "due": shown[: len(due)],
            "new": shown[len(due) : len(due) + len(new)],
            "back": shown[len(due) + len(new) :],
        }
