"""Somebody whom nobody asked would like to help. Nothing here tells whether somebody is known."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from champions.forms.applying import CentreForm, ComingForwardForm
from champions.services import applications
from champions.services.applications import Newcomer
from core import phones, throttle
from core.actors import person_actor
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from people.models import Person, User
from people.models.contact import ContactKind
from people.services import persons


@require_http_methods(["GET", "HEAD", "POST"])
@private
def start(request: Request) -> HttpResponse:
    """A name, one way to reach them, a centre and a line; of somebody whom we know, the centre and the line."""
    form = _form(request)
    if isinstance(form, ComingForwardForm) and form.is_trapped:
        return redirect("offer:thanks")
    if form.is_bound and form.is_valid():
        try:
            return _keep(request, form)
        except DomainError as error:
            _refuse(form, error)
    return render(request, "champions/offer/start.html", {"form": form, "is_known": _is_known(request)})


def _is_known(request: Request) -> bool:
    """Whether no name is asked: also of an account that is nobody yet."""
    return request.actor.person_id is not None or request.user.is_authenticated


def _form(request: Request) -> CentreForm:
    if _is_known(request):
        return CentreForm(posted(request))
    return ComingForwardForm(posted(request), initial={"request_key": uuid.uuid4()})


def _keep(request: Request, form: CentreForm) -> HttpResponse:
    """Raises `DomainError`."""
    centre, words = form.cleaned_data["centre"], form.cleaned_data["words"]
    if not isinstance(form, ComingForwardForm):
        person = _person(request)
        themselves = person_actor(person.pk, user_id=request.user.pk)
        champion = applications.come_forward_as(person=person, centre=centre, words=words, by=themselves)
        messages.success(request, _("Thank you! Somebody will talk with you soon. You can tell us more right away."))
        return redirect("my_champion:page", champion.pk, 1)
    said = form.cleaned_data
    throttle.allow(
        throttle.by_address("offer", request),
        throttle.by_contact("offer", said["contact"]),
        throttle.by_centre("offer", centre.pk),
    )
    newcomer = Newcomer(
        name=said["name"].strip(),
        contact=said["contact"],
        contact_kind=ContactKind(said["contact_kind"]),
        language=(get_language() or "en")[:2],
    )
    key = said["request_key"]
    applications.come_forward(newcomer=newcomer, centre=centre, words=words, request_key=key, by=request.actor)
    return redirect("offer:thanks")


def _person(request: Request) -> Person:
    if request.actor.person_id is None:
        return persons.of_account(cast("User", request.user))
    found: Person = Person.visible_to(request.actor).get(pk=request.actor.person_id)
    return found


def _refuse(form: CentreForm, error: DomainError) -> None:
    """Say the service's no above the form; what was typed stays."""
    if error.code == "too_many_tries":
        centre = form.cleaned_data["centre"]
        words = _("That was too often for now. Please wait a while, or call %(centre)s: %(phone)s.")
        form.add_error(None, words % {"centre": centre.name, "phone": phones.shown(centre.phone)})
    else:
        form.refuse(error)
    if "request_key" in form.fields:  # what is sent next is a new wish
        again = QueryDict(mutable=True)
        again.update(cast("Any", form.data))
        again["request_key"] = str(uuid.uuid4())
        form.data = again


@require_safe
def thanks(request: Request) -> HttpResponse:
    return render(request, "champions/offer/thanks.html")
