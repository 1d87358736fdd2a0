"""Company for oneself: asking for it, changing what one asked for, taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from centres.models import Centre
from core.errors import DomainError
from core.forms import Form
from core.headers import private
from core.http import Request, posted
from matches.forms.matches import refuse
from matches.forms.requests import ChangeForm, OwnForm, WishForm
from matches.models import MatchRequest, Source
from matches.services import requests
from people.guards import person_required
from people.models import Person

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
@private
@person_required
def ask(request: Request) -> HttpResponse:
    """A few questions, and one is on the list."""
    person = get_object_or_404(Person.visible_to(request.actor), pk=request.actor.person_id)
    centres = list(person.centres.all()) or list(Centre.public())
    form = OwnForm(posted(request), initial={"languages": [person.language]}, centres=centres)
    if form.is_valid():
        try:
            requests.receive(person=person, source=Source.CLIENT, by=request.actor, **form.answers)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Thank you. We look for somebody who suits you, and tell you."))
            return redirect("my:home")
    return render(request, "matches/company/ask.html", {"form": form, "help_centre": centres[0] if centres else None})


@form_view
@private
@person_required
def change(request: Request, public_id: UUID) -> HttpResponse:
    found = _mine(request, public_id)
    form = ChangeForm(posted(request), initial=WishForm.now(found))
    if form.is_valid():
        try:
            requests.change(found, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("my:home")
    return _page(request, "change", found, form)


@form_view
@private
@person_required
def withdraw(request: Request, public_id: UUID) -> HttpResponse:
    """Nobody has to say why."""
    found = _mine(request, public_id)
    if request.method == "POST":
        try:
            requests.withdraw(found, by=request.actor)
        except DomainError as error:
            messages.error(request, error.words)
        else:
            messages.success(request, _("You are not on the list any more. You can ask again at any time."))
        return redirect("my:home")
    return _page(request, "withdraw", found)


def _page(request: Request, name: str, found: MatchRequest, form: Form | None = None) -> HttpResponse:
    shown = {"wish": found, "form": form, "help_centre": found.centre}
    return render(request, f"matches/company/{name}.html", shown)


def _mine(request: Request, public_id: UUID) -> MatchRequest:
    """One's own, as long as nobody was found: then the centre is there to talk to."""
    rows = MatchRequest.visible_to(request.actor).of(request.actor.person_id).waiting()
    found: MatchRequest = get_object_or_404(rows.select_related("person", "centre"), public_id=public_id)
    return found
