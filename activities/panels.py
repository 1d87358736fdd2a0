"""What the desk's first screen says about activities."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from activities import words
from activities.models import Activity, ChangeRequest, Proposal, Register, SubstituteSearch, Worry
from activities.services import lapses, open_registers, worries
from core.actors import CARE_ROLES, MANAGERS, Role
from core.desk import Panel
from people import context

NOTES_FOR = timedelta(days=14)
NOTES_SHOWN = 10
REGISTERS_SHOWN = 10
UNCONFIRMED_SHOWN = 10
ASKED_SHOWN = 3
SEARCHES_SHOWN = 10
RENEWALS_SHOWN = 3


class ToReview(Panel):
    """How many proposals wait for an answer, and the three that wait longest. Two queries."""

    template_name = "activities/review/panel.html"
    roles = frozenset({Role.COORDINATOR, Role.MANAGER})

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        waiting = Proposal.visible_to(actor).at_desk(actor.centre_id).to_review()
        now = timezone.now()
        return {
            "count": waiting.count(),
            "oldest": [
                (proposal, words.age(proposal.submitted_at, now.astimezone(proposal.centre.zone)))
                for proposal in waiting.select_related("centre")[:3]
            ],
        }


class LeadersAsk(Panel):
    """How many wishes of leaders wait for an answer, and the three that wait longest; for link workers only where one
    is told to them. Three queries at most."""

    template_name = "activities/desk/asked_panel.html"
    roles = CARE_ROLES

    def is_shown(self, request: HttpRequest) -> bool:
        if not super().is_shown(request):
            return False
        actor = request.actor  # type: ignore[attr-defined]
        return actor.has(*MANAGERS) or ChangeRequest.visible_to(actor).at_desk(actor.centre_id).open().exists()

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        waiting = ChangeRequest.visible_to(actor).at_desk(actor.centre_id).open()
        return {"count": waiting.count(), "oldest": list(waiting[:ASKED_SHOWN])}


class Renewals(Panel):
    """How many lead a group while something of theirs has run out, and the first three. Five queries."""

    template_name = "activities/desk/renewals_panel.html"
    roles = MANAGERS

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        found = lapses.at_centre(parent_context["request"].actor, on=timezone.localdate())
        ran_out = [lapse for lapse in found if lapse.ran_out]
        return {"count": len(ran_out), "first": ran_out[:RENEWALS_SHOWN]}


class LeadersNotes(Panel):
    """What leaders wrote to staff in their registers, of the last two weeks: a closed register is on no other list.
    One query."""

    template_name = "activities/desk/notes.html"
    roles = ToReview.roles

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        since = timezone.now() - NOTES_FOR
        found = Register.visible_to(actor).with_note_at(actor.centre_id, since)
        return {"registers": list(found[:NOTES_SHOWN])}


class OpenRegisters(Panel):
    """Registers that were left unfinished two days ago or longer. Two queries, and the centre's one."""

    template_name = "activities/register/panel.html"
    roles = ToReview.roles

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        centre = context.frame(parent_context["request"]).centre
        if centre is None:
            return {"count": 0, "sessions": []}
        found = open_registers.at_centre(centre)
        return {"count": found.count(), "sessions": list(found[:REGISTERS_SHOWN])}


class Worries(Panel):
    """For those who hear of them: worries that nobody has looked after. Three queries at most."""

    template_name = "activities/worries/panel.html"
    roles = CARE_ROLES

    def is_shown(self, request: HttpRequest) -> bool:
        return super().is_shown(request) and worries.is_heard_by(request.actor)  # type: ignore[attr-defined]

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        return {"worries": list(Worry.visible_to(actor).for_list().open()), "may_name": actor.has(Role.MANAGER)}


class SubstitutesWanted(Panel):
    """Dates for which somebody is sought who stands in, soonest first. One query."""

    template_name = "activities/desk/substitutes.html"
    roles = MANAGERS

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        here = SubstituteSearch.visible_to(actor).filter(centre=actor.centre_id).holding(timezone.now())
        return {"searches": list(here.with_date().counted().order_by("starts_at", "pk")[:SEARCHES_SHOWN])}


class Unconfirmed(Panel):
    """Groups of which nobody has said for long that they go on: asked, or off the site already. One query."""

    template_name = "activities/desk/unconfirmed.html"
    roles = ToReview.roles

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor = parent_context["request"].actor
        here = Activity.visible_to(actor).at_desk(actor.centre_id)
        return {"groups": list(here.unconfirmed()[:UNCONFIRMED_SHOWN])}
