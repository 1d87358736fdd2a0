"""What the desk's first screen says about word back."""

from typing import Any

from core.actors import Role
from core.desk import Panel
from prescriptions.services import word_letters


class WordsWaiting(Panel):
    """How many prescriptions have something new to read. One query."""

    template_name = "prescriptions/words/panel.html"
    roles = frozenset({Role.PROVIDER})

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        return {"count": word_letters.waiting(actor).values("prescription").distinct().count()}
