"""What *My page* and a person's page at the desk show of messages, of calls, and of how somebody likes to be
reached."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import dates
from notifications import lines, presenters
from notifications.forms import CallForm
from notifications.models import Call, Preferences
from notifications.services import outbox
from people.sections import Section

CALLS_SHOWN = 5
MESSAGES_SHOWN = 5


class Inbox(Section):
    """The newest messages in words, in the language of the page."""

    template_name = "notifications/messages.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        language = (get_language() or "en")[:2]
        messages = outbox.inbox(parent_context["person"], language=language, limit=MESSAGES_SHOWN)
        shown = [{"when": dates.day(timezone.localtime(one.at).date()), "words": one.text} for one in messages]
        return {"title": _("Messages"), "lines": shown}


class HowToReachMe(Section):
    """What somebody decided about messages to them, and the way to change it. Two queries."""

    template_name = "notifications/preferences/my_section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        person = parent_context["person"]
        wishes = Preferences.of(person)
        return {"person": person, "wishes": wishes, "rows": presenters.preferences(person, wishes)}


class HowToReachThem(HowToReachMe):
    """The same at the desk."""

    template_name = "notifications/preferences/person_section.html"


class Messages(Section):
    """At the desk: the last messages to somebody, what became of them, and what to do. Four queries at most, and what
    the types load."""

    template_name = "notifications/messages.html"
    of_client = True  # they name groups and dates

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request, person = parent_context["request"], parent_context["person"]
        newest = lines.with_all(outbox.at_desk(request.actor).filter(person=person)).newest_first()
        return {
            "title": _("Messages to them"),
            "lines": lines.of(newest[:MESSAGES_SHOWN]),
            "back": request.path,
            "csrf_token": parent_context["csrf_token"],
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
