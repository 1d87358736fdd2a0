"""*My page*: what is mine, and what the centre knows about me."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit, paper
from core.errors import DomainError
from core.http import Request, posted
from people import copies, opened, presenters, sections
from people.forms import ConsentsForm, ContactForm, DetailsForm
from people.guards import person_required
from people.models import ContactPoint, Person
from people.services import consents, contacts, persons

form_view = require_http_methods(["GET", "HEAD", "POST"])


def me(request: Request) -> Person:
    """The person whose page it is."""
    return get_object_or_404(Person.visible_to(request.actor), pk=request.actor.person_id)


def my_point(request: Request, pk: int) -> ContactPoint:
    """A number or an address of the person whose page it is."""
    mine: QuerySet[ContactPoint] = ContactPoint.visible_to(request.actor).select_related("person")
    return get_object_or_404(mine, pk=pk, person=request.actor.person_id)


@require_safe
@person_required
def home(request: Request) -> HttpResponse:
    """A greeting, and the sections that upper rooms add."""
    theirs = [section for section in sections.my if section.is_shown(request)]
    shown = sorted(theirs, key=lambda section: section.place)
    return _page(request, "people/my/home.html", me(request), sections=shown, has_others=opened.has_others(request))


@require_safe
@person_required
def details(request: Request) -> HttpResponse:
    """Everything the centre knows about me."""
    person = me(request)
    return _page(
        request,
        "people/my/details.html",
        person,
        details=presenters.details(person),
        contact_points=person.contact_points.all(),
        agreements=presenters.agreements(consents.standing(person)),
    )


@require_safe
@person_required
def copy(request: Request) -> HttpResponse:
    """All of it on paper, one part for each hat."""
    person = me(request)
    audit.record("person.copied", by=request.actor, subject=person, person_id=person.pk)
    name = _("What my centre holds about me")
    draft = {
        "name": name,
        "person": person,
        "halves": copies.of(person),
        "today": timezone.localdate(),
        "size": 12,
        "is_large": False,
    }
    return paper.answer(request, "people/paper/copy.html", [draft], filename="my-copy.pdf")


@form_view
@person_required
def details_edit(request: Request) -> HttpResponse:
    person = me(request)
    form = DetailsForm.of(person, posted(request))
    if form.is_valid():
        persons.update_details(person, by=request.actor, **form.cleaned_data)
        return _saved(request)
    return _page(request, "people/my/details_edit.html", person, form=form)


@form_view
@person_required
def contact_add(request: Request) -> HttpResponse:
    person = me(request)
    form = ContactForm(posted(request))
    if form.is_valid():
        try:
            contacts.add(person=person, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error, "value")
        else:
            return _saved(request)
    return _page(request, "people/my/contact.html", person, form=form)


@require_POST
@person_required
def contact_remove(request: Request, pk: int) -> HttpResponse:
    contacts.remove(my_point(request, pk), by=request.actor)
    return _saved(request)


@form_view
@person_required
def agreements(request: Request) -> HttpResponse:
    """What I agree to; it can be changed at any time."""
    person = me(request)
    form = ConsentsForm(posted(request), initial={"agreed": consents.agreed(person)})
    if form.is_valid():
        consents.agree_to(person=person, purposes=form.cleaned_data["agreed"], by=request.actor)
        return _saved(request)
    return _page(request, "people/my/consents.html", person, form=form)


def _page(request: Request, template: str, person: Person, **shown: Any) -> HttpResponse:
    """With the centres that know me, the first of which is the one to call."""
    centres = list(person.centres.all())
    help_centre = centres[0] if centres else None
    return render(request, template, {"person": person, "centres": centres, "help_centre": help_centre, **shown})


def _saved(request: Request) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("my:details")
