"""What *My page* and a champion's home say about visits and lifts."""

from datetime import timedelta
from typing import Any

from core import clock
from core.actors import CARE_ROLES
from core.http import Request
from matches.models import Lift, Match, Visit, VisitState
from matches.services import checking, drivers, visits
from people.sections import Section

MOST_AHEAD = 10
TO_WRITE_FOR = timedelta(days=14)


class MyVisits(Section):
    """For who visits somebody: what is next, what waits to be written, and the way to new dates. Three queries."""

    template_name = "matches/my/visits.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        now = clock.now()
        mine = Match.visible_to(actor).together().filter(champion__person=person.pk)
        rows = Visit.visible_to(actor).made_by([person.pk]).for_rows()
        over = rows.filter(ends_at__gt=now - TO_WRITE_FOR, ends_at__lt=now, log=None)
        ahead = rows.planned().filter(ends_at__gt=now - visits.KEPT).order_by("starts_at", "pk")
        return {
            "matches": list(mine.select_related("request__person").defer(*_ADDRESS).order_by("pk")),
            "ahead": [(one, checking.is_now(one, now=now)) for one in ahead[:MOST_AHEAD]],
            "to_write": list(over.exclude(state=VisitState.CANCELLED).order_by("starts_at", "pk")),
        }


_ADDRESS = tuple(f"request__{name}" for name in ("street", "town", "postal_code", "way_in"))


class VisitsToMe(Section):
    """For whom somebody visits: when they come, by first name. One query."""

    template_name = "matches/my/to_me.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        rows = Visit.visible_to(actor).planned().filter(match__request__person=person.pk, ends_at__gt=clock.now())
        return {"visits": list(rows.for_rows().order_by("starts_at", "pk")[:MOST_AHEAD])}


class LiftsToDrive(Section):
    """For who drives: today and tomorrow with all that they need, and what comes later. Two queries."""

    template_name = "matches/my/drives.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        now, person = clock.now(), parent_context["person"]
        return {
            "sheets": drivers.sheets(person.pk, now=now),
            "later": drivers.later(person.pk, now=now),
            "csrf_token": parent_context["csrf_token"],
        }


class MyLifts(Section):
    """My lifts, who drives, and the way to ask for one where the centre arranges them. Two queries."""

    template_name = "matches/my/lifts.html"

    def is_shown(self, request: Request) -> bool:
        return request.actor.person_id is not None

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        mine = Lift.visible_to(actor).open().filter(person=person.pk, pick_up_at__gt=clock.now() - checking.EARLY)
        return {
            "lifts": list(mine.for_rows()[:MOST_AHEAD]),
            "csrf_token": parent_context["csrf_token"],
            "may_ask": person.centres.filter(arranges_lifts=True).exists(),
        }


class LiftsOfPerson(Section):
    """At the desk: somebody's open lifts, and the way to a new one. One query."""

    template_name = "matches/desk/lifts_of_person.html"
    of_client = True

    def is_shown(self, request: Request) -> bool:
        return request.actor.has(*CARE_ROLES)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        rows = Lift.visible_to(actor).at(actor.centre_id).open().filter(person=person.pk).for_rows()
        return {"person": person, "lifts": list(rows[:MOST_AHEAD])}
