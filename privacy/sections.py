"""What this room puts on *My page* and on a person's page at the desk."""

from datetime import timedelta
from typing import Any

from django.db.models import Q

from core import clock
from core.actors import CARE_ROLES
from core.http import Request
from people.sections import Section
from privacy import officers
from privacy.models import RecordRequest, RequestState, WellKnown

NEWS_FOR = timedelta(days=60)


class PrivacyOfPerson(Section):
    """A request to write down; what the person says against a refused correction; for privacy officers, who looked and
    whether the person is well known. Two queries at most."""

    template_name = "privacy/desk/of_person.html"
    of_client = True

    def is_shown(self, request: Request) -> bool:
        return request.actor.has(*CARE_ROLES)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        is_officer = officers.is_officer(actor)
        return {
            "person": person,
            "is_officer": is_officer,
            "is_well_known": is_officer and WellKnown.visible_to(actor).filter(person=person).exists(),
            "statements": list(RecordRequest.statements_about(person.pk)),
            "csrf_token": parent_context["csrf_token"],
        }


class MyRequests(Section):
    """What I asked about my record, while it waits, and its answer for some weeks. One query."""

    template_name = "privacy/my/section.html"

    def is_shown(self, request: Request) -> bool:
        return request.actor.person_id is not None

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        lately = Q(state=RequestState.OPEN) | Q(answered_at__gte=clock.now() - NEWS_FOR)
        rows = RecordRequest.visible_to(actor).filter(lately, person=person.pk).for_rows()
        return {"asked": list(rows.order_by("-received_on", "-pk"))}
