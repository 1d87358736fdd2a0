"""Who has looked at a person's record. Looking at the list is recorded as well."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import audit
from core.actors import CARE_ROLES
from core.http import Request
from people import hats, history
from people.guards import person_required, staff_required
from people.models import Person
from people.services import merging
from people.views.people import of_request

PER_PAGE = 40


@require_safe
@staff_required(*CARE_ROLES)
def of_person(request: Request, public_id: UUID) -> HttpResponse:
    """For staff of the centre."""
    found = of_request(request, public_id)
    hats.require_client(request.actor, found)
    return _log(request, found, "people/desk/access.html", to_self=False)


@require_safe
@person_required
def of_mine(request: Request) -> HttpResponse:
    """For the person."""
    me = get_object_or_404(Person.visible_to(request.actor), pk=request.actor.person_id)
    return _log(request, me, "people/my/access.html", to_self=True, help_centre=me.centres.first())


def _log(request: Request, person: Person, template: str, *, to_self: bool, **shown: Any) -> HttpResponse:
    audit.record("person.access_viewed", by=request.actor, subject=person, person_id=person.pk)
    records = merging.everyone_in(person.pk)  # what was seen of a merged record was seen of this person
    page = Paginator(history.about(*records), PER_PAGE).get_page(request.GET.get("page"))
    entries = history.in_words(page.object_list, person_ids=records, to_self=to_self)
    return render(request, template, {"person": person, "page": page, "entries": entries, **shown})
