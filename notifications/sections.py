"""What *My page* shows of one's messages, and a person's page at the desk of calls to them."""

from typing import Any

from django.utils.translation import get_language

from notifications import presenters
from notifications.forms import CallForm
from notifications.models import Call
from notifications.services import outbox
from people.sections import Section

CALLS_SHOWN = 5


class Inbox(Section):
    """The newest messages in words, in the language of the page."""

    template_name = "notifications/inbox.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        language = (get_language() or "en")[:2]
        return {"messages": outbox.inbox(parent_context["person"], language=language, limit=5)}


class Calls(Section):
    """At the desk: the last calls to somebody, and a form for the next one. One query."""

    template_name = "notifications/calls/section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request, person = parent_context["request"], parent_context["person"]
        here = Call.visible_to(request.actor).filter(person=person).newest_first().select_related("centre")
        return {
            "person": person,
            "calls": [
                (presenters.when(call, call.centre.zone), presenters.outcome(call)) for call in here[:CALLS_SHOWN]
            ],
            "form": CallForm(),
            "back": request.path,
            "csrf_token": parent_context["csrf_token"],
        }
