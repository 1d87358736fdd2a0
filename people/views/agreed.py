"""What a person agreed to, in which words, since when; and ending it with one press."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core import audit
from core.actors import CARE_ROLES
from core.http import Request
from people import ledger
from people.guards import person_required, staff_required
from people.models import Person
from people.models.consent import Purpose
from people.services import consents
from people.views.my import me
from people.views.people import of_request


@require_safe
@person_required
def mine(request: Request) -> HttpResponse:
    person = me(request)
    shown = {**ledger.of(person, to_self=True), "help_centre": person.centres.first()}
    return render(request, "people/my/agreed.html", shown)


@require_POST
@person_required
def end_mine(request: Request) -> HttpResponse:
    _end(request, me(request))
    return redirect("my:agreed")


@require_safe
@staff_required(*CARE_ROLES)
def of_person(request: Request, public_id: UUID) -> HttpResponse:
    person = of_request(request, public_id)
    audit.record("person.viewed", by=request.actor, subject=person, person_id=person.pk, page="agreed")
    return render(request, "people/desk/agreed.html", ledger.of(person, to_self=False))


@require_POST
@staff_required(*CARE_ROLES)
def end(request: Request, public_id: UUID) -> HttpResponse:
    """The person says so, in whatever words."""
    _end(request, of_request(request, public_id))
    return redirect("desk:person_agreed", public_id)


def _end(request: Request, person: Person) -> None:
    sent = request.POST.get("purpose", "")
    if sent not in Purpose.values:
        raise Http404
    consents.end(person=person, purpose=Purpose(sent), by=request.actor)
    messages.success(request, _("It is ended, from now on."))
