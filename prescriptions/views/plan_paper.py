"""The plan on paper: for the client's hand, in their language, and also in large print."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import audit, paper
from core.headers import private
from core.http import Request
from people.guards import person_required, staff_required
from prescriptions import client_plans
from prescriptions.models import WALKERS, Goal, Prescription, Step
from prescriptions.views.plans import case_of

NORMAL, LARGE = (14, 13, 12), (20, 18)  # points: as large as it fits on two pages
PAGES = 2


@require_safe
@private
@staff_required(*WALKERS)
def at_desk(request: Request, public_id: UUID) -> HttpResponse:
    """In the client's language, whatever the desk speaks."""
    case = case_of(request, public_id)
    return _sheet(request, case.prescription, language=case.person.language)


@require_safe
@person_required
def mine(request: Request, public_id: UUID) -> HttpResponse:
    """One's own, in the language of the page."""
    rows = Prescription.visible_to(request.actor).of(request.actor.person_id).in_force()
    found = get_object_or_404(rows.select_related("centre", "case"), public_id=public_id)
    return _sheet(request, found, language=translation.get_language() or "en")


def _sheet(request: Request, found: Prescription, *, language: str) -> HttpResponse:
    actor = request.actor
    audit.record("plan.printed", by=actor, subject=found, person_id=found.person_id)
    goals = Goal.visible_to(actor).filter(case__prescription=found).in_order()
    steps = Step.visible_to(actor).filter(case__prescription=found).open().with_things()
    with translation.override(language):
        plans = client_plans.plans_for_client([found], goals, steps, found.person_id, on_paper=True)
        context = {
            "name": _("My plan"),
            "plan": plans[0],
            "person": found.person,
            "centre": found.centre,
            "today": timezone.localdate(timezone=found.centre.zone),
        }
        return paper.answer(
            request, "prescriptions/plan/paper.html", _drafts(request, context), filename="my-plan.pdf", pages=PAGES
        )


def _drafts(request: HttpRequest, context: dict[str, Any]) -> Iterator[dict[str, Any]]:
    is_large = request.GET.get("size") == "large"
    yield from ({**context, "size": size, "is_large": is_large} for size in (LARGE if is_large else NORMAL))
