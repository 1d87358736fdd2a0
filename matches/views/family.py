"""Somebody asks for company for somebody of their family. Staff call before anything happens."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import throttle
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from matches.forms.matches import refuse
from matches.forms.requests import FamilyForm
from matches.services import requests


@require_http_methods(["GET", "HEAD", "POST"])
@private
def ask(request: Request) -> HttpResponse:
    """Who asks, for whom, and that they agree."""
    form = FamilyForm(posted(request))
    if form.is_valid() and (form.is_trapped or _received(request, form)):
        return redirect("company:thanks")
    return render(request, "matches/company/family.html", {"form": form})


def _received(request: Request, form: FamilyForm) -> bool:
    """Whether it is written down; where a rule says no, the form shows it."""
    answers = form.answers
    try:
        throttle.allow(
            throttle.by_address("company", request),
            throttle.by_contact("company", answers["asked_by_contact"]),
            throttle.by_centre("company", answers["centre"].pk),
        )
        requests.for_family(**answers, language=_language(form), by=request.actor)
    except DomainError as error:
        if error.code == "too_many_tries":
            form.add_error(None, _("That was too often for now. Please wait a while, or call the centre."))
        else:
            refuse(form, error)
        return False
    return True


def _language(form: FamilyForm) -> str:
    """In which we write to the person: French where they speak it and no English, else that of the form's reader."""
    spoken = set(form.cleaned_data["languages"]) & {"en", "fr"}
    return spoken.pop() if len(spoken) == 1 else (get_language() or "en")[:2]


@require_safe
@private
def thanks(request: Request) -> HttpResponse:
    return render(request, "matches/company/thanks.html")
