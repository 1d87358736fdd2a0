"""What this room adds to *My page*."""

from typing import Any

from people.sections import Section


class MyCalendars(Section):
    """The way to one's own calendars. No query."""

    template_name = "calendars/my/section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - laces' signature
        return {}
