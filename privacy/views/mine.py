"""*My page*: to have everything that is held, to have something corrected, and to disagree."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from people.guards import person_required
from privacy.forms.requests import MyAccessForm, MyCorrectionForm, StatementForm
from privacy.models import RecordRequest, RequestKind
from privacy.services import requests
from privacy.views.requests import as_json
from privacy.views.trail import as_csv, my_person, on_paper

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private
@person_required
def home(request: Request) -> HttpResponse:
    """Everything at one click; what I asked, and what became of it."""
    person = my_person(request)
    rows = RecordRequest.visible_to(request.actor).filter(person=person).select_related("centre")
    asked = list(rows.order_by("-received_on", "-pk"))
    return _render(request, "privacy/my/home.html", person, asked=asked)


@form_view
@private
@person_required
def ask_access(request: Request) -> HttpResponse:
    """For what the copy on the page has not got."""
    return _ask(request, RequestKind.ACCESS, MyAccessForm, "privacy/my/ask_access.html")


@form_view
@private
@person_required
def ask_correction(request: Request) -> HttpResponse:
    return _ask(request, RequestKind.CORRECTION, MyCorrectionForm, "privacy/my/ask_correction.html")


def _ask(
    request: Request, kind: RequestKind, form_class: type[MyAccessForm | MyCorrectionForm], template: str
) -> HttpResponse:
    person = my_person(request)
    centres = list(person.centres.all())
    form = form_class(posted(request), centres=centres) if centres else None
    if form is not None and form.is_valid():
        words = form.cleaned_data["words"]
        try:
            requests.ask(person=person, centre=form.at, kind=kind, words=words, by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Thank you. Your centre answers within thirty days."))
            return redirect("my_privacy:home")
    return _render(request, template, person, form=form)


@require_POST
@private
@person_required
def withdraw(request: Request, public_id: UUID) -> HttpResponse:
    try:
        requests.withdraw(_mine(request, public_id), by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Taken back."))
    return redirect("my_privacy:home")


@form_view
@private
@person_required
def disagree(request: Request, public_id: UUID) -> HttpResponse:
    """A statement that stays with the record."""
    found = _mine(request, public_id)
    form = StatementForm(posted(request), initial={"statement": found.disagreement})
    if form.is_valid():
        try:
            requests.disagree(found, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("It stands with your record now."))
            return redirect("my_privacy:home")
    return _render(request, "privacy/my/disagree.html", found.person, asked=found, form=form)


@require_safe
@private
@person_required
def copy_json(request: Request) -> HttpResponse:
    """Everything, for a program."""
    person = my_person(request)
    audit.record("person.copied", by=request.actor, subject=person, person_id=person.pk)
    return as_json(person)


@require_safe
@private
@person_required
def looked_paper(request: Request) -> HttpResponse:
    return on_paper(request, my_person(request), to_self=True)


@require_safe
@private
@person_required
def looked_csv(request: Request) -> HttpResponse:
    return as_csv(request, my_person(request), to_self=True)


def _mine(request: Request, public_id: UUID) -> RecordRequest:
    rows = RecordRequest.visible_to(request.actor).select_related("person", "centre")
    found: RecordRequest = get_object_or_404(rows, public_id=public_id, person=request.actor.person_id)
    return found


def _render(request: Request, template: str, person: Any, **shown: Any) -> HttpResponse:
    return render(request, template, {"person": person, "help_centre": person.centres.first(), **shown})
