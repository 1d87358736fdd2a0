"""What the desk's first screen says about the notebook."""

from typing import Any

from centres.models import Centre
from core.actors import MANAGERS
from core.desk import Panel
from evaluation import notebook_presenters as presenters
from evaluation.models import Trial
from evaluation.services import notebook


class LookAgain(Panel):
    """What was tried long enough, and what waits for a decision. Two queries."""

    template_name = "evaluation/notebook/panel.html"
    roles = MANAGERS
    place = 1  # whoever waits for an answer or a call comes first

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        today = notebook.today_at(Centre.where(actor))
        here = Trial.visible_to(actor).at(actor.centre_id).select_related("centre")
        return {"lines": [presenters.open_line(trial, today) for trial in here.to_look_at(today)]}
