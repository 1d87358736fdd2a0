"""Paper at the desk: every sheet of the centre on one page, and a calendar for one person's fridge."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.models import Activity
from activities.presenters import copies
from activities.services import sheets
from activities.views.paper import of_person
from core import audit, clock
from core.actors import CARE_ROLES, Role
from core.http import Request
from people import context, hats
from people.guards import staff_required
from people.models import Person


@require_safe
@staff_required(*CARE_ROLES)
def home(request: Request) -> HttpResponse:
    """Which sheets there are."""
    centre = context.frame(request).centre
    if centre is None:
        raise Http404
    keeps = request.actor.has(Role.COORDINATOR, Role.MANAGER)
    sessions = sheets.to_sign_in(centre.pk, by=request.actor, now=clock.now()) if keeps else []
    activities = Activity.visible_to(request.actor).at_desk(centre.pk).published()
    shown = {
        "centre": centre,
        # The public sheets of a centre that the site does not show are not there.
        "calendars": copies.of_centre(centre, timezone.localdate(timezone=centre.zone)) if centre.listed else [],
        "keeps": keeps,
        "sign_in": copies.of_sign_in(sessions),
        "posters": copies.of_posters(list(activities)),
    }
    return render(request, "activities/paper/desk.html", shown)


@require_safe
@staff_required(*CARE_ROLES)
def person(request: Request, public_id: UUID, year: int | None = None, month: int | None = None) -> HttpResponse:
    """The calendar of somebody who asks for it at the desk or by telephone: what they have here."""
    found = get_object_or_404(Person.visible_to(request.actor), public_id=public_id)
    hats.require_client(request.actor, found)
    audit.record("person.viewed", by=request.actor, subject=found, person_id=found.pk, page="calendar")
    return of_person(request, found, year, month, known_at=context.frame(request).centre)
