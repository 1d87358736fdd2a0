"""The register of incidents: written down and seen by privacy officers alone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.errors import DomainError
from core.forms import Form
from core.headers import private
from core.http import Request, posted
from people.models import Person
from people.services import search
from people.views.people import of_request
from privacy import presenters
from privacy.forms.incidents import CloseForm, ContainForm, FindForm, IncidentForm, ReasonsForm, ToldForm
from privacy.guards import officer_required
from privacy.models import Affected, Incident, Reason, ToldWhom
from privacy.services import incidents
from privacy.views.looks import look_of
from privacy.views.trail import centre_of

PER_PAGE = 30
MOST_FOUND = 20
SEARCH_KEY = "privacy_affected"
form_view = require_http_methods(["GET", "HEAD", "POST"])
# At which field a rule's no belongs.
FIELDS = {"found_ahead": "found_on", "contained_too_early": "on", "incident_nothing_changed": "changed"}


@require_safe
@private
@officer_required
def incident_list(request: Request) -> HttpResponse:
    """Open ones first, then the closed, newest first."""
    rows = Incident.visible_to(request.actor).for_rows()
    page = Paginator(rows.newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "privacy/desk/incidents.html", {"page": page, "year": timezone.localdate().year})


@form_view
@private
@officer_required
def new(request: Request) -> HttpResponse:
    return _write_down(request, IncidentForm(posted(request), initial={"found_on": timezone.localdate()}))


@form_view
@private
@officer_required
def of_look(request: Request, public_id: UUID) -> HttpResponse:
    """A look that turned out to be one: used without authority, until the officer says otherwise."""
    look = look_of(request, public_id)
    start = {"what": "used", "found_on": timezone.localdate(), "found_by": str(request.user)}
    form = IncidentForm(posted(request), initial=start)
    return _write_down(request, form, look=look)


def _write_down(request: Request, form: IncidentForm, **more: Any) -> HttpResponse:
    if form.is_valid():
        try:
            made = incidents.record(centre=centre_of(request), by=request.actor, **form.cleaned_data, **more)
        except DomainError as error:
            form.refuse(error, FIELDS.get(error.code))
        else:
            messages.success(request, _("It is in the register."))
            return redirect("privacy:incident", made.public_id)
    return render(request, "privacy/desk/incident_new.html", {"form": form, **more})


@require_safe
@private
@officer_required
def show(request: Request, public_id: UUID) -> HttpResponse:
    """What is known, whom it affects, who was told, and what is left to do."""
    found = incidents.view(incident_of(request, public_id), by=request.actor)
    affected = list(found.affected.select_related("person").order_by("person__search_name", "pk"))
    audit.record_many("person.listed", by=request.actor, person_ids=[one.person_id for one in affected])
    to_tell = incidents.still_to_tell(found)
    shown = {
        "incident": found,
        "facts": presenters.incident_facts(found, len(affected)),
        "affected": affected,
        "told": list(found.told.all()),
        "to_tell": [whom.label for whom in ToldWhom if whom in to_tell],
        "reasons": [Reason(code).label for code in found.reasons],
    }
    return render(request, "privacy/desk/incident.html", shown)


@form_view
@private
@officer_required
def change(request: Request, public_id: UUID) -> HttpResponse:
    found = incident_of(request, public_id)
    return _step(request, found, IncidentForm.of(found, posted(request)), incidents.change, gettext_lazy("Change"))


@form_view
@private
@officer_required
def contain(request: Request, public_id: UUID) -> HttpResponse:
    found = incident_of(request, public_id)
    form = ContainForm(posted(request), initial={"on": timezone.localdate()})
    return _step(request, found, form, incidents.contain, gettext_lazy("It is contained"), ahead="on")


@form_view
@private
@officer_required
def tell(request: Request, public_id: UUID) -> HttpResponse:
    found = incident_of(request, public_id)
    form = ToldForm(posted(request), initial={"on": timezone.localdate()})
    return _step(request, found, form, incidents.tell, gettext_lazy("Somebody was told"), ahead="on")


@form_view
@private
@officer_required
def reasons(request: Request, public_id: UUID) -> HttpResponse:
    found = incident_of(request, public_id)
    form = ReasonsForm(posted(request), initial={"reasons": found.reasons})
    return _step(request, found, form, incidents.assess, gettext_lazy("Must the Commissioner be told?"))


@form_view
@private
@officer_required
def close(request: Request, public_id: UUID) -> HttpResponse:
    found = incident_of(request, public_id)
    form = CloseForm(posted(request), initial={"changed": found.changed})
    return _step(request, found, form, incidents.close, gettext_lazy("Close the incident"))


def _step(
    request: Request,
    found: Incident,
    form: Form,
    do: Callable[..., Any],
    title: Promise,
    *,
    ahead: str = "found_on",
) -> HttpResponse:
    """One form about an incident. `ahead`: the field of a day that must not lie ahead."""
    if form.is_valid():
        try:
            do(found, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            field = {**FIELDS, "found_ahead": ahead}.get(error.code)
            form.refuse(error, field)
        else:
            messages.success(request, _("Saved."))
            return redirect("privacy:incident", found.public_id)
    return render(request, "privacy/desk/incident_form.html", {"incident": found, "form": form, "heading": title})


@require_POST
@private
@officer_required
def reopen(request: Request, public_id: UUID) -> HttpResponse:
    found = incident_of(request, public_id)
    try:
        incidents.reopen(found, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    return redirect("privacy:incident", found.public_id)


@form_view
@private
@officer_required
def people(request: Request, public_id: UUID) -> HttpResponse:
    """Find whom it affects; what was typed waits in the session."""
    found = incident_of(request, public_id)
    form = FindForm(posted(request), initial={"q": request.session.get(SEARCH_KEY, "")})
    if form.is_valid():
        request.session[SEARCH_KEY] = form.cleaned_data["q"]
        return redirect("privacy:incident_people", found.public_id)
    text = request.session.get(SEARCH_KEY, "")
    hits: list[Person] = search.people(text, actor=request.actor, limit=MOST_FOUND) if text else []
    audit.record_many("person.listed", by=request.actor, person_ids=[person.pk for person in hits])
    return render(
        request, "privacy/desk/incident_people.html", {"incident": found, "form": form, "hits": hits, "text": text}
    )


@require_POST
@private
@officer_required
def add_person(request: Request, public_id: UUID, person_id: UUID) -> HttpResponse:
    found = incident_of(request, public_id)
    try:
        incidents.add_person(found, of_request(request, person_id), by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        request.session.pop(SEARCH_KEY, None)
        messages.success(request, _("Added."))
    return redirect("privacy:incident", found.public_id)


@require_POST
@private
@officer_required
def remove_person(request: Request, public_id: UUID, pk: int) -> HttpResponse:
    rows = Affected.visible_to(request.actor).select_related("incident__centre")
    affected = get_object_or_404(rows, pk=pk, incident__public_id=public_id)
    try:
        incidents.remove_person(affected, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    return redirect("privacy:incident", public_id)


def incident_of(request: Request, public_id: UUID) -> Incident:
    """One of the officer's centre; 404 for any other."""
    found: Incident = get_object_or_404(
        Incident.visible_to(request.actor).select_related("centre"), public_id=public_id
    )
    return found
