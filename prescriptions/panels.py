"""What the desk's first screen says about prescriptions."""

from typing import Any

from core import audit
from core.actors import Role
from core.desk import Panel
from prescriptions import presenters
from prescriptions.forms.showing import SearchForm
from prescriptions.models import Prescription

SHOWN = 3


class Prescribing(Panel):
    """For a provider: whom to prescribe for, and the last that they wrote. A query, and one for the log."""

    template_name = "prescriptions/desk/panel.html"
    roles = frozenset({Role.PROVIDER})

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        own = Prescription.visible_to(actor).filter(centre=actor.centre_id, written_by=actor.user_id)
        rows = list(own.newest_first().select_related("person")[:SHOWN])
        audit.record_many("person.listed", by=actor, person_ids=[row.person_id for row in rows])
        return {"form": SearchForm(), "lines": presenters.lines(rows, for_writer=True)}
