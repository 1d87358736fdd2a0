"""Somebody whom nobody sent would like to talk to a link worker. Nothing here tells whether they are known."""

import uuid
from typing import cast

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from centres.models import Centre
from core import phones, throttle
from core.actors import person_actor
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from people.models import Person, User
from people.services import persons
from prescriptions.forms.asking import AskForm, OwnAskForm
from prescriptions.services import asking


@require_safe
def centres(request: Request) -> HttpResponse:
    """Which centre."""
    return render(request, "prescriptions/asking/centres.html", {"centres": Centre.public()})


@require_http_methods(["GET", "HEAD", "POST"])
@private
def ask(request: Request, centre: str) -> HttpResponse:
    """A few questions; of somebody whom we know, no name."""
    found = get_object_or_404(Centre.public(), slug=centre)
    form = _form(request)
    if isinstance(form, AskForm) and form.is_trapped:
        return redirect("prescribed:asked")
    if form.is_bound and form.is_valid():
        try:
            _keep(request, found, form)
        except DomainError as error:
            _refuse(form, found, error)
        else:
            return redirect("prescribed:asked")
    shown = {"form": form, "centre": found, "help_centre": found}
    return render(request, "prescriptions/asking/ask.html", shown)


@require_safe
@private
def asked(request: Request) -> HttpResponse:
    return render(request, "prescriptions/asking/thanks.html")


def _form(request: Request) -> OwnAskForm:
    initial = {"request_key": uuid.uuid4(), "language": (get_language() or "en")[:2]}
    is_known = request.actor.person_id is not None or request.user.is_authenticated
    return (OwnAskForm if is_known else AskForm)(posted(request), initial=initial)


def _keep(request: Request, centre: Centre, form: OwnAskForm) -> None:
    """Raises `DomainError`."""
    asked = {"centre": centre, "wish": form.wish, "request_key": form.cleaned_data["request_key"]}
    if isinstance(form, AskForm):
        newcomer = form.newcomer
        throttle.allow(
            throttle.by_address("link_worker", request),
            throttle.by_contact("link_worker", newcomer.contact),
            throttle.by_centre("link_worker", centre.pk),
        )
        asking.as_stranger(newcomer=newcomer, by=request.actor, **asked)
        return
    person = _person(request)
    asking.as_oneself(person=person, by=person_actor(person.pk, user_id=request.user.pk), **asked)


def _person(request: Request) -> Person:
    if request.actor.person_id is None:
        return persons.of_account(cast("User", request.user))
    found: Person = Person.visible_to(request.actor).get(pk=request.actor.person_id)
    return found


def _refuse(form: OwnAskForm, centre: Centre, error: DomainError) -> None:
    """Say the service's no above the form; what was typed stays, and what is sent next is a new wish."""
    if error.code == "too_many_tries":
        words = _("That was too often for now. Please wait a while, or call %(centre)s: %(phone)s.")
        form.add_error(None, words % {"centre": centre.name, "phone": phones.shown(centre.phone)})
    else:
        form.refuse(error)
    again = QueryDict(mutable=True)
    again.update(form.data)
    again["request_key"] = str(uuid.uuid4())
    form.data = again
