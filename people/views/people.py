"""People at the desk: finding somebody, and everything we hold about them. Every look is recorded."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.actors import CARE_ROLES, Role
from core.errors import DomainError
from core.http import Request, posted
from core.policies import may, require
from people import context, hats, presenters, sections
from people.forms import ContactForm, NewPersonForm, SearchForm, StaffConsentsForm, StaffDetailsForm
from people.guards import staff_required
from people.models import ContactPoint, Person
from people.services import charts, consents, contacts, erasure, numbers, persons, search

PER_PAGE = 30
MOST_FOUND = 50  # of a search, which has no pages: one more letter finds better than page two
MOST_TYPED = 100
SEARCH_KEY = "desk_people_search"
form_view = require_http_methods(["GET", "HEAD", "POST"])


def of_request(request: Request, public_id: UUID) -> Person:
    """A person whom staff may see; 404 for all others, so that nobody learns who is known elsewhere."""
    return get_object_or_404(Person.visible_to(request.actor), public_id=public_id)


@require_safe
@staff_required(*CARE_ROLES)
def people(request: Request) -> HttpResponse:
    """The people of the centre, by name."""
    found = Person.visible_to(request.actor).by_name().prefetch_related("contact_points")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    audit.record_many("person.listed", by=request.actor, person_ids=[person.pk for person in page])
    return render(
        request,
        "people/desk/people.html",
        {"form": SearchForm(), "page": page, "people": page, "may_name": request.actor.has(Role.MANAGER)},
    )


@form_view
@staff_required(*CARE_ROLES)
def people_search(request: Request) -> HttpResponse:
    """Whom a name, a number or an address finds.

    What was typed waits in the session: an address with a name in it would stay in histories and logs, and the
    answer to a POST cannot be gone back to.
    """
    if request.method == "POST":
        request.session[SEARCH_KEY] = request.POST.get("q", "")[:MOST_TYPED]
        return redirect("desk:people_search")
    text = request.session.get(SEARCH_KEY, "").strip()
    if not text:
        return redirect("desk:people")
    found = search.people(text, actor=request.actor, limit=MOST_FOUND)
    audit.record_many("person.listed", by=request.actor, person_ids=[person.pk for person in found])
    shown = {
        "form": SearchForm(initial={"q": text}),
        "people": found,
        "text": text,
        "is_cut": len(found) == MOST_FOUND,
    }
    return render(request, "people/desk/people.html", shown)


@require_safe
@staff_required(*CARE_ROLES)
def person(request: Request, public_id: UUID) -> HttpResponse:
    """Details, contact points, consents, access needs, and what upper rooms add; of somebody whose record as a client
    is not the reader's to see, how to reach them."""
    found = of_request(request, public_id)
    sees_client = hats.sees_client(request.actor, found)
    if sees_client:
        audit.record("person.viewed", by=request.actor, subject=found, person_id=found.pk)
    else:
        audit.record("person.reach_viewed", by=request.actor, subject=found, person_id=found.pk)
    parts = [section for section in sections.person if section.is_shown(request)]
    points = list(found.contact_points.all())
    details = presenters.details(found, with_needs=sees_client)
    if sees_client:
        known = charts.of([found.pk], centre_id=request.actor.centre_id)
        details.append(presenters.chart_number(found, known.get(found.pk, "")))
    shown = {
        "person": found,
        "sees_client": sees_client,
        "details": details,
        "contact_points": presenters.with_notes(points, numbers.since(point.value for point in points)),
        "agreements": presenters.agreements(consents.standing(found)),
        "sections": [section for section in parts if sees_client or not section.of_client],
        "may_erase": may(request.actor, "people.erase", found),
    }
    return render(request, "people/desk/person.html", shown)


@form_view
@staff_required(*CARE_ROLES)
def person_new(request: Request) -> HttpResponse:
    """Somebody calls whom the centre does not know yet."""
    centre = context.frame(request).centre
    form = NewPersonForm(posted(request), initial={"language": centre.language if centre else "en"})
    if form.is_valid():
        try:
            made = persons.register(**form.cleaned_data, centre=centre, by=request.actor)
        except DomainError as error:
            form.refuse(error, "contact")
        else:
            messages.success(request, _("The record is open."))
            return redirect("desk:person", made.public_id)
    return render(request, "people/desk/person_new.html", {"form": form})


@form_view
@staff_required(*CARE_ROLES)
def person_edit(request: Request, public_id: UUID) -> HttpResponse:
    found = of_request(request, public_id)
    with_needs = hats.sees_client(request.actor, found)
    form = StaffDetailsForm.of(found, posted(request), with_needs=with_needs)
    if form.is_valid():
        persons.update_details(found, by=request.actor, **form.cleaned_data)
        return _saved(request, found)
    return _form(request, "people/desk/person_edit.html", found, form)


@form_view
@staff_required(*CARE_ROLES)
def contact_add(request: Request, public_id: UUID) -> HttpResponse:
    found = of_request(request, public_id)
    form = ContactForm(posted(request))
    if form.is_valid():
        try:
            contacts.add(person=found, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error, "value")
        else:
            return _saved(request, found)
    return _form(request, "people/desk/contact.html", found, form)


@require_POST
@staff_required(*CARE_ROLES)
def contact_remove(request: Request, public_id: UUID, pk: int) -> HttpResponse:
    point = get_object_or_404(
        ContactPoint.visible_to(request.actor).select_related("person"), pk=pk, person__public_id=public_id
    )
    return _saved(request, contacts.remove(point, by=request.actor))


@form_view
@staff_required(*CARE_ROLES)
def person_consents(request: Request, public_id: UUID) -> HttpResponse:
    """Write down what the person said they agree to."""
    found = of_request(request, public_id)
    form = StaffConsentsForm(posted(request), initial={"agreed": consents.agreed(found)})
    if form.is_valid():
        consents.agree_to(person=found, purposes=form.cleaned_data["agreed"], by=request.actor)
        return _saved(request, found)
    return _form(request, "people/desk/consents.html", found, form)


@form_view
@staff_required(Role.MANAGER)
def person_erase(request: Request, public_id: UUID) -> HttpResponse:
    """Ask first; then forget."""
    found = of_request(request, public_id)
    require(request.actor, "people.erase", found)
    if request.method == "POST":
        try:
            erasure.erase(found, by=request.actor)
        except DomainError as error:
            messages.error(request, error.words)
        else:
            messages.success(request, _("The record is erased."))
        return redirect("desk:people")
    return _form(request, "people/desk/erase.html", found, None)


def _form(request: Request, template: str, found: Person, form: Any) -> HttpResponse:
    """A page that shows a person's data in a form is a look as well; one that comes back with errors, too."""
    audit.record("person.viewed", by=request.actor, subject=found, person_id=found.pk, page="form")
    return render(request, template, {"person": found, "form": form})


def _saved(request: Request, found: Person) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("desk:person", found.public_id)
