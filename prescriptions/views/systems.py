"""Other systems that read over `/fhir/`: a manager lets them in and out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from centres.models import Centre
from core.actors import Role
from core.guards import staff_required
from core.headers import private
from core.http import Request, posted
from prescriptions.fhir import capability
from prescriptions.forms.exchange import SystemForm
from prescriptions.models import SystemClient
from prescriptions.services import system_clients


@private
@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(Role.MANAGER)
@sensitive_variables("made")
def systems(request: Request) -> HttpResponse:
    """Which ones there are; a new one's secret is shown on the answer, and never again."""
    form, made = SystemForm(posted(request)), None
    if form.is_valid():
        made = system_clients.let_in(
            centre=Centre.where(request.actor), name=form.cleaned_data["name"], by=request.actor
        )
        form = SystemForm()
    rows = SystemClient.visible_to(request.actor).newest_first()
    context = {"form": form, "made": made, "systems": rows, "base": capability.base()}
    return render(request, "prescriptions/exchange/systems.html", context)


@require_POST
@staff_required(Role.MANAGER)
def revoke(request: Request, public_id: UUID) -> HttpResponse:
    """It reads nothing any more."""
    client = get_object_or_404(SystemClient.visible_to(request.actor), public_id=public_id)
    system_clients.revoke(client, by=request.actor)
    messages.success(request, _("The system reads nothing any more."))
    return redirect("desk_exchange:systems")
