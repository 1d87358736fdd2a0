"""The PIN for the telephone line: chosen by its person, or set by staff who know whom they speak with."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import audit
from core.actors import CARE_ROLES
from core.errors import DomainError
from core.http import Request, posted
from people.forms import PinForm
from people.guards import person_required, staff_required
from people.models import Person
from people.services import pins
from people.views.my import me
from people.views.people import of_request

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
@person_required
def mine(request: Request) -> HttpResponse:
    person, form = me(request), PinForm(posted(request))
    if _is_kept(request, person, form):
        return redirect("my:details")
    return render(request, "people/my/pin.html", {"person": person, "form": form})


@form_view
@staff_required(*CARE_ROLES)
def of_person(request: Request, public_id: UUID) -> HttpResponse:
    found, form = of_request(request, public_id), PinForm(posted(request))
    if _is_kept(request, found, form):
        return redirect("desk:person", found.public_id)
    audit.record("person.viewed", by=request.actor, subject=found, person_id=found.pk, page="pin")
    return render(request, "people/desk/pin.html", {"person": found, "form": form})


def _is_kept(request: Request, person: Person, form: PinForm) -> bool:
    if not form.is_valid():
        return False
    try:
        pins.choose(person, by=request.actor, **form.cleaned_data)
    except DomainError as error:
        form.refuse(error, "digits")
        return False
    messages.success(request, _("The PIN is kept. Nobody can read it, and it can be changed at any time."))
    return True
