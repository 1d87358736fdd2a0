"""What this room adds about asking others: to a champion's home, to a person's page at the desk, to *My page*."""

from typing import Any

from activities.models import CallState, Idea, InviteCall
from activities.presenters.asked_calls import Asked, lines
from core import audit, clock
from core.http import Request
from people.sections import Section

MOST_IDEAS = 12
MOST_CALLS = 8


class AskedOfMe(Section):
    """What is asked of a champion for somebody: whom to call or meet, with all that they need for it. One query, one
    to record the look, and two for each of them.

    Shown to nobody who came by a link: a name and a number of somebody else need more than that.
    """

    template_name = "activities/invite/mine.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request, now = parent_context["request"], clock.now()
        mine = InviteCall.visible_to(request.actor).asked_of(request.actor.person_id, now=now)
        if not request.user.is_authenticated:
            return {"asked": [], "waiting": mine.count()}
        found = list(mine.with_all())
        people = sorted({call.person_id for call in found})
        if people:
            audit.record_many("invitecall.viewed", by=request.actor, person_ids=people)
        return {
            "asked": [Asked.of(call, now=now) for call in found],
            "waiting": 0,
            "csrf_token": parent_context.get("csrf_token"),
        }


class IdeasHere(Section):
    """What others would like to see at the champion's centres, the most wanted first. One query."""

    template_name = "activities/ideas/mine.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        centres = [champion.centre_id for champion in parent_context["champions"] if champion.is_active]
        found = Idea.visible_to(parent_context["request"].actor).filter(centre__in=centres).gathering()
        return {
            "ideas": list(found.most_wanted()[:MOST_IDEAS]),
            "csrf_token": parent_context.get("csrf_token"),
        }


class AskedAboutPerson(Section):
    """At the desk: what champions were asked about somebody, and the way to ask. Two queries."""

    template_name = "activities/invite/section.html"
    of_client = True

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person, now = parent_context["request"].actor, parent_context["person"], clock.now()
        theirs = InviteCall.visible_to(actor).at_desk(actor.centre_id).filter(person=person)
        found = list(theirs.order_by("-asked_at", "-pk")[:MOST_CALLS])
        is_open = any(call.state == CallState.OPEN for call in found)
        live = set(theirs.live(now).values_list("pk", flat=True)) if is_open else set()
        return {"person": person, "lines": lines(found, live=live, now=now)}


class MyIdeas(Section):
    """What somebody suggested, or would come to: where it stands. One query; nothing for those who did neither."""

    template_name = "activities/ideas/my.html"

    def is_shown(self, request: Request) -> bool:
        return request.actor.person_id is not None

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        return {"ideas": list(Idea.visible_to(actor).of_person(person.pk)[:MOST_IDEAS]), "person": person}
