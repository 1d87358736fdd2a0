"""What *My page* shows of one's messages, and a person's page at the desk of calls to them."""

from typing import Any

from django.utils.translation import get_language

from notifications import presenters
from notifications.forms import CallForm
from notifications.models import Call, OutboxMessage
from notifications.services import outbox
from people.sections import Section

CALLS_SHOWN = 5
MESSAGES_SHOWN = 5


class Inbox(Section):
    """The newest messages in words, in the language of the page."""

    template_name = "notifications/inbox.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        language = (get_language() or "en")[:2]
        return {"messages": outbox.inbox(parent_context["person"], language=language, limit=5)}


class Messages(Section):
    """At the desk: the last messages to somebody, and what became of them. Their words are for the person alone.

    One query, and what the types load.
    """

    template_name = "notifications/messages.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request, person = parent_context["request"], parent_context["person"]
        here = OutboxMessage.visible_to(request.actor).filter(person=person, centre=request.actor.centre_id)
        newest = here.select_related("person", "centre").newest_first()[:MESSAGES_SHOWN]
        language = (get_language() or "en")[:2]
        return {
            "lines": [
                (presenters.moment(message.created_at, message.centre.zone), words.subject, presenters.state(message))
                for message, words in outbox.render_each(newest, language=language, also_untrue=True)
                if message.centre
            ]
        }


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
