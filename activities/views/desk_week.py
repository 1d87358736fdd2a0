"""This week at the centre: who leads, how full it is, who needs what, and which registers are not finished."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from activities.presenters import week as presenter
from activities.services import week as service
from core import audit, clock
from core.actors import CARE_ROLES, Role
from core.http import Request
from people import context
from people.guards import staff_required

FIRST_YEAR, LAST_YEAR = 2000, 2100


@require_safe
@staff_required(*CARE_ROLES)
def week(request: Request, first: date | None = None) -> HttpResponse:
    """Seven days, from today on or from the given day."""
    centre = context.frame(request).centre
    if centre is None or (first and not FIRST_YEAR < first.year < LAST_YEAR):
        raise Http404
    now = clock.now()
    today = now.astimezone(centre.zone).date()
    first = first or today
    days = service.of(centre, first, by=request.actor)
    named = {row.person_id for day in days for session in day.sessions for row in session.to_mind}  # type: ignore[attr-defined]
    audit.record_many("person.listed", by=request.actor, person_ids=sorted(named))
    shown = {
        "days": presenter.days(days, now=now),
        "today": today,
        "is_now": first <= today < first + timedelta(days=service.DAYS),
        "before": first - timedelta(days=service.DAYS),
        "after": first + timedelta(days=service.DAYS),
        "last": first + timedelta(days=service.DAYS - 1),
        "first": first,
        "may_change": request.actor.has(Role.COORDINATOR, Role.MANAGER),
    }
    return render(request, "activities/week/week.html", shown)
