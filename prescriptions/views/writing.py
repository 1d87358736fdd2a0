"""Finding the client and writing the prescription: two screens. What is typed stands in no address."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from centres.models import Centre
from core import audit, clock
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from people import context
from people.guards import staff_required
from people.models import Person
from prescriptions.forms.showing import SearchForm
from prescriptions.forms.writing import NewClientForm, PrescriptionForm
from prescriptions.models import WRITERS, Prescription
from prescriptions.services import clients, writing

SEARCH_KEY = "prescriptions_search"
MOST_TYPED = 100
form_view = require_http_methods(["GET", "HEAD", "POST"])


def here(request: Request) -> Centre:
    """Where the actor works just now."""
    centre = context.frame(request).centre
    if centre is None:
        raise PermissionDenied
    return centre


@form_view
@private
@staff_required(*WRITERS)
def find(request: Request) -> HttpResponse:
    """For whom? Whom a name, a date of birth or a chart number finds; what was typed waits in the session."""
    if request.method == "POST":
        request.session[SEARCH_KEY] = request.POST.get("q", "")[:MOST_TYPED]
        return redirect("prescribing:find")
    text = request.session.get(SEARCH_KEY, "").strip()
    found = clients.find(text, by=request.actor) if text else []
    audit.record_many("person.listed", by=request.actor, person_ids=[client.pk for client in found])
    shown = {
        "form": SearchForm(initial={"q": text}),
        "text": text,
        "found": found,
        "is_cut": len(found) == clients.MOST,
    }
    return render(request, "prescriptions/desk/find.html", shown)


@form_view
@private
@staff_required(*WRITERS)
def for_person(request: Request, public_id: UUID) -> HttpResponse:
    """For somebody whom the centre knows."""
    person = get_object_or_404(clients.known_to(request.actor), public_id=public_id)
    form = PrescriptionForm(posted(request), by=request.actor, now=clock.now(), person=person)
    if form.is_valid() and (made := _written(request, form, person)):
        return redirect("desk_prescriptions:show", made.public_id)
    if not request.htmx:
        audit.record("person.viewed", by=request.actor, subject=person, person_id=person.pk, page="prescribe")
    return _shown(request, form, person=person)


@form_view
@private
@staff_required(*WRITERS)
def for_stranger(request: Request) -> HttpResponse:
    """For somebody new, on the same screen."""
    centre = here(request)
    form = NewClientForm(posted(request), by=request.actor, now=clock.now(), initial={"language": centre.language})
    if form.is_valid() and (made := _written(request, form, form.stranger)):
        return redirect("desk_prescriptions:show", made.public_id)
    return _shown(request, form, person=None)


def _written(request: Request, form: PrescriptionForm, person: Person | writing.Stranger) -> Prescription | None:
    try:
        return writing.write(person=person, centre=here(request), by=request.actor, **form.answers)
    except DomainError as error:
        form.refuse_at_field(error, "contact")
        return None


def _shown(request: Request, form: PrescriptionForm, *, person: Person | None) -> HttpResponse:
    """The whole screen; or what fits the needs alone, where a tick asks for it."""
    template = "_things" if request.htmx and form.is_looking else "write"
    return render(request, f"prescriptions/desk/{template}.html", {"form": form, "person": person})
