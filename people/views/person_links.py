"""At the desk: links to a person's own page, and what staff confirm on the telephone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import audit, qr
from core.actors import CARE_ROLES
from core.errors import DomainError
from core.headers import private
from core.http import Request
from people.guards import staff_required
from people.models import ContactPoint
from people.services import contacts, links
from people.views.people import of_request


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(*CARE_ROLES)
@private
def link_make(request: Request, public_id: UUID) -> HttpResponse:
    """To print, to read aloud or to show to the camera of their telephone: once. Looked at again, it is gone."""
    found = of_request(request, public_id)
    if request.method != "POST":
        return redirect("desk:person", found.public_id)
    try:
        new = links.make(person=found, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
        return redirect("desk:person", found.public_id)
    audit.record("person.viewed", by=request.actor, subject=found, person_id=found.pk, page="link")
    shown = {"person": found, "address": new.address, "code": qr.code(new.address), "link": new.link}
    return render(request, "people/desk/link.html", shown)


@require_POST
@staff_required(*CARE_ROLES)
def link_revoke(request: Request, public_id: UUID, pk: int) -> HttpResponse:
    found = of_request(request, public_id)
    links.revoke(get_object_or_404(links.open_links(), pk=pk, person=found), by=request.actor)
    messages.success(request, _("The link is ended. It opens nothing any more."))
    return redirect("desk:person", found.public_id)


@require_POST
@staff_required(*CARE_ROLES)
def contact_verify(request: Request, public_id: UUID, pk: int) -> HttpResponse:
    """The person was reached there, or read the number back."""
    point = get_object_or_404(
        ContactPoint.visible_to(request.actor).select_related("person"), pk=pk, person__public_id=public_id
    )
    contacts.verify(point, by=request.actor)
    messages.success(request, _("Noted as confirmed."))
    return redirect("desk:person", public_id)
