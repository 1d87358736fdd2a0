"""How somebody likes to be reached: their own page about it, and the desk's."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import audit
from core.actors import CARE_ROLES
from core.http import Request, posted
from notifications.forms import PreferencesForm, StaffPreferencesForm
from notifications.services import preferences
from people.guards import person_required, staff_required
from people.models import Person
from people.views.my import me
from people.views.people import of_request

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
@person_required
def mine(request: Request) -> HttpResponse:
    person = me(request)
    form = PreferencesForm.of(person, posted(request))
    if form.is_valid():
        return _saved(request, person, form, "my:home")
    shown = {"person": person, "form": form, "help_centre": person.centres.first()}
    return render(request, "notifications/preferences/mine.html", shown)


@form_view
@staff_required(*CARE_ROLES)
def of_person(request: Request, public_id: UUID) -> HttpResponse:
    """What the person says on the telephone or at the counter."""
    person = of_request(request, public_id)
    form = StaffPreferencesForm.of(person, posted(request))
    if form.is_valid():
        return _saved(request, person, form, "desk:person", person.public_id)
    audit.record("person.viewed", by=request.actor, subject=person, person_id=person.pk, page="form")
    return render(request, "notifications/preferences/desk.html", {"person": person, "form": form})


def _saved(request: Request, person: Person, form: PreferencesForm, *then: Any) -> HttpResponse:
    preferences.change(person, by=request.actor, **form.wishes)
    messages.success(request, _("Saved."))
    return redirect(*then)
