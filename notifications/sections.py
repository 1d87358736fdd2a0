"""What *My page* shows of one's messages."""

from typing import Any

from django.utils.translation import get_language

from notifications.services import outbox
from people.sections import Section


class Inbox(Section):
    """The newest messages in words, in the language of the page."""

    template_name = "notifications/inbox.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        language = (get_language() or "en")[:2]
        return {"messages": outbox.inbox(parent_context["person"], language=language, limit=5)}
