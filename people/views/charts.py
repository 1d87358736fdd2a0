"""The chart number of a client, written down by care staff."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import audit
from core.actors import CARE_ROLES
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from people import hats
from people.forms import ChartNumberForm
from people.guards import staff_required
from people.models import Person
from people.services import charts
from people.views.people import of_request


@require_http_methods(["GET", "HEAD", "POST"])
@private
@staff_required(*CARE_ROLES)
def of_person(request: Request, public_id: UUID) -> HttpResponse:
    """Shown and changed by whoever may see the person as a client."""
    found = of_request(request, public_id)
    hats.require_client(request.actor, found)
    known = charts.of([found.pk], centre_id=request.actor.centre_id).get(found.pk, "")
    form = ChartNumberForm(posted(request), initial={"number": known})
    if form.is_valid() and _is_kept(request, found, form):
        messages.success(request, _("Saved."))
        return redirect("desk:person", found.public_id)
    audit.record("person.viewed", by=request.actor, subject=found, person_id=found.pk, page="chart")
    return render(request, "people/desk/chart.html", {"person": found, "form": form})


def _is_kept(request: Request, person: Person, form: ChartNumberForm) -> bool:
    centre = get_object_or_404(person.centres, pk=request.actor.centre_id)
    try:
        charts.set_number(person, centre=centre, by=request.actor, **form.cleaned_data)
    except DomainError as error:
        form.refuse(error, "number")
        return False
    return True
