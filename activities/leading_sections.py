"""What this room adds to a champion's home, and what leaders wrote on *My page*."""

from typing import Any

from activities.leading_notices import ask_token
from activities.models import Activity
from activities.presenters.leading import next_dates
from activities.services import asks, change_requests, days, group_messages
from core import clock
from people.sections import Section

MOST_ASKED = 5


class AskedToStandIn(Section):
    """Dates for which somebody asks whether one can stand in. Nothing where nobody does. One query."""

    template_name = "activities/home/asked_to_stand_in.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        found = asks.of_person(parent_context["person"].pk, now=clock.now())
        return {"asks": [(ask, ask_token(ask)) for ask in found]}


class WhatIsNext(Section):
    """The next dates of what one leads and stands in for, with what can be done about each; registers to close; groups
    of which we ask whether they go on. Four queries."""

    template_name = "activities/home/next.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        now, person = clock.now(), parent_context["person"]
        found = days.led_by(person.pk, now=now)
        led = Activity.objects.all().led_actively_by(person.pk)
        return {
            "dates": next_dates(found.sessions, now=now),
            "left_open": found.left_open,
            "unconfirmed": list(led.unconfirmed()),
            "csrf_token": parent_context["csrf_token"],
        }


class WhatICanDo(Section):
    """One's groups, each with the way to its dates and to staff; what staff were asked for; a proposal, a worry. Two
    queries."""

    template_name = "activities/home/doing.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        now, person = clock.now(), parent_context["person"]
        groups = list(Activity.objects.all().led_actively_by(person.pk).published().order_by("sort_en", "pk"))
        return {
            "groups": groups,
            "asked": change_requests.lately_of(person.pk, now=now)[:MOST_ASKED],
            "is_active": any(champion.is_active for champion in parent_context["champions"]),
        }


class FromMyGroups(Section):
    """What leaders wrote to somebody lately. Nothing where nobody did. Five queries at most."""

    template_name = "activities/my/group_messages.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"messages": group_messages.read_by(parent_context["person"].pk, now=clock.now())}
