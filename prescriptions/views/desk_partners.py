"""Clinics outside, at the desk: who they are, and the links that they were sent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.models import Centre
from core import clock
from core.errors import DomainError
from core.guards import staff_required
from core.http import Request, posted
from prescriptions.forms.partner import PartnerChangeForm, PartnerForm
from prescriptions.models import WALKERS, Partner, PartnerLink
from prescriptions.services import partners


@require_safe
@staff_required(*WALKERS)
def partner_list(request: Request) -> HttpResponse:
    """Each with the links that stand, and when they last wrote."""
    centre = Centre.where(request.actor)
    rows = Partner.visible_to(request.actor).by_name().with_links(clock.now())
    return render(request, "prescriptions/partners/list.html", {"centre": centre, "partners": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(*WALKERS)
def add(request: Request) -> HttpResponse:
    form = PartnerForm(posted(request))
    if form.is_valid():
        try:
            partners.add(centre=Centre.where(request.actor), by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error, "email")
        else:
            messages.success(request, _("Saved. Now you can send them a link."))
            return redirect("desk_partners:list")
    return render(request, "prescriptions/partners/form.html", {"form": form, "title": _("Add a partner")})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(*WALKERS)
def change(request: Request, public_id: UUID) -> HttpResponse:
    found = _seen(request, public_id)
    names = PartnerChangeForm.base_fields
    form = PartnerChangeForm(posted(request), initial={name: getattr(found, name) for name in names})
    if form.is_valid():
        try:
            partners.change(found, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error, "email")
        else:
            messages.success(request, _("Saved."))
            return redirect("desk_partners:list")
    return render(request, "prescriptions/partners/form.html", {"form": form, "title": _("Change a partner")})


@require_POST
@staff_required(*WALKERS)
def send(request: Request, public_id: UUID) -> HttpResponse:
    """E-mail them a link."""
    found = _seen(request, public_id)
    try:
        made = partners.make_link(found, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
        return redirect("desk_partners:list")
    if partners.send(made, by=request.actor):
        messages.success(request, _("The link is on its way to %(email)s.") % {"email": found.email})
    else:
        words = _("The link could not be sent to %(email)s. Check the address, or try again later.")
        messages.error(request, words % {"email": found.email})
    return redirect("desk_partners:list")


@require_POST
@staff_required(*WALKERS)
def revoke(request: Request, public_id: UUID, pk: int) -> HttpResponse:
    rows = PartnerLink.visible_to(request.actor).select_related("partner")
    partners.revoke(get_object_or_404(rows, partner__public_id=public_id, pk=pk), by=request.actor)
    messages.success(request, _("The link does not open anything any more."))
    return redirect("desk_partners:list")


def _seen(request: Request, public_id: UUID) -> Partner:
    rows = Partner.visible_to(request.actor).select_related("centre")
    found: Partner = get_object_or_404(rows, public_id=public_id)
    return found
