"""A clinic outside writes one prescription by its link, without an account."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from prescriptions.forms.partner import PartnerWritesForm
from prescriptions.models import LinkPurpose, PartnerLink, Prescription
from prescriptions.services import from_outside, partners

WRITTEN = "written_outside"  # the session's note of what was written, until it is shown


@require_http_methods(["GET", "HEAD", "POST"])
@private
def write(request: Request, token: str) -> HttpResponse:
    """The form. Looking at it uses nothing up: mail programs look at links, too."""
    link = _link(request, token)
    if link is None:
        return _gone(request)
    partner = link.partner
    initial = {"request_key": uuid.uuid4(), "language": partner.language}
    form = PartnerWritesForm(posted(request), initial=initial, centre=partner.centre)
    if form.is_valid():
        key = form.cleaned_data["request_key"]
        try:
            made = from_outside.write(link, client=form.client, request_key=key, **form.answers)
        except DomainError as error:
            if error.code == "link_over":
                return _gone(request)
            form.refuse_at_field(error)
        else:
            _note(request, made)
            return redirect("prescribed:written")
    shown = {"form": form, "partner": partner, "centre": partner.centre, "help_centre": partner.centre}
    return render(request, "prescriptions/partners/write.html", shown)


def _link(request: Request, token: str) -> PartnerLink | None:
    """One that opens the form; of a form that is sent twice also the one that the first has used up."""
    found = partners.by_token(token, LinkPurpose.WRITE, now=clock.now())
    return found or (partners.used_by_token(token, LinkPurpose.WRITE) if request.method == "POST" else None)


def _note(request: Request, made: Prescription) -> None:
    request.session[WRITTEN] = {"code": made.code_shown, "centre": made.centre.name, "phone": made.centre.phone}


def _gone(request: Request) -> HttpResponse:
    return render(request, "prescriptions/partners/gone.html", status=404)


@require_safe
@private
def written(request: Request) -> HttpResponse:
    """The number, once: to be read to the client. Looked at again, only the thanks."""
    return render(request, "prescriptions/partners/thanks.html", {"written": request.session.pop(WRITTEN, None)})
