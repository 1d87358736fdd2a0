"""On a prescription's page and on that of the work: what was told to whom, and when."""

from typing import Any

from people.sections import Section
from people.services import staff
from prescriptions import word_presenters
from prescriptions.models import WALKERS, Told, Word
from prescriptions.services import word_reading


class WordsTold(Section):
    """Each word, when it was ready to be heard and when it was read; and what may be heard just now. Four queries."""

    template_name = "prescriptions/words/told.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        prescription = parent_context.get("prescription") or parent_context["case"].prescription
        words = list(Word.visible_to(actor).filter(prescription=prescription).in_order())
        told = word_reading.told_of([prescription.person_id])[prescription.person_id]
        if told == Told.NOTHING and not actor.has(*WALKERS):
            words = []  # whoever wrote it does not even learn that there is something
        names = staff.names({word.read_by_user_id for word in words if word.read_by_user_id})
        return {
            "prescription": prescription,
            "told": told.label,
            "rows": [word_presenters.line(word, names, prescription.centre.zone) for word in words],
        }
