"""Prescriptions from a file and into one."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.models import Centre
from core import clock, sealed
from core.actors import Role
from core.errors import DomainError
from core.guards import staff_required
from core.headers import private
from core.http import Request, posted
from prescriptions import exchange_presenters as shown
from prescriptions.forms.exchange import PrescriptionFileForm, SpanForm
from prescriptions.models import WALKERS
from prescriptions.services import exchange_in, exchange_out
from prescriptions.services.exchange_in import Fate

PURPOSE = "prescriptions.file"
MONTH = timedelta(days=30)


@private
@require_safe
@staff_required(*WALKERS)
def home(request: Request) -> HttpResponse:
    """What goes out, what comes in, and which systems read."""
    return _home(request, SpanForm(initial=_last_month(request)))


def _last_month(request: Request) -> dict[str, Any]:
    today = clock.now().astimezone(Centre.where(request.actor).zone).date()
    return {"since": today - MONTH, "until": today}


def _home(request: Request, form: SpanForm) -> HttpResponse:
    context = {"form": form, "lets_systems_in": request.actor.has(Role.MANAGER)}
    return render(request, "prescriptions/exchange/home.html", context)


@private
@require_POST
@staff_required(*WALKERS)
def export(request: Request) -> HttpResponse:
    """A button, so that no address and no history of a browser makes such a file again."""
    form = SpanForm(request.POST)
    if not form.is_valid():
        return _home(request, form)
    centre = Centre.where(request.actor)
    text = exchange_out.export(
        centre=centre, since=form.cleaned_data["since"], until=form.cleaned_data["until"], by=request.actor
    )
    headers = {"Content-Disposition": f'attachment; filename="prescriptions-{centre.slug}.csv"'}
    return HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=headers)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(*WALKERS)
def start(request: Request) -> HttpResponse:
    """Choose a file; sent, it is read, and what would become of it is shown. Nothing is kept."""
    form = PrescriptionFileForm(posted(request), request.FILES or None)
    if form.is_valid():
        try:
            return _dry_run(request, form.cleaned_data["file"])
        except DomainError as error:
            form.refuse(error, "file")
    return render(request, "prescriptions/exchange/import.html", {"form": form})


def _dry_run(request: Request, content: bytes, *, error: str = "") -> HttpResponse:
    centre = Centre.where(request.actor)
    dry = exchange_in.look(exchange_in.read(content), centre=centre, by=request.actor)
    context = {
        "digest": dry.digest,
        "new": shown.rows(dry, Fate.NEW),
        "nobody": shown.rows(dry, Fate.NOBODY),
        "refused": shown.rows(dry, Fate.REFUSED),
        "known": len(dry.of(Fate.KNOWN)),
        "sealed": sealed.seal(PURPOSE, content, user_id=request.actor.user_id, centre_id=centre.pk),
        "error": error,
    }
    return render(request, "prescriptions/exchange/sure.html", context)


@private
@require_POST
@staff_required(*WALKERS)
def take(request: Request) -> HttpResponse:
    """Do what was shown."""
    centre = Centre.where(request.actor)
    text = request.POST.get("sealed", "")
    upload = sealed.unseal(PURPOSE, text, user_id=request.actor.user_id, centre_id=centre.pk)
    if upload is None:
        messages.error(request, _("That was too long ago. Please choose the file again."))
        return redirect("desk_exchange:import")
    lines = exchange_in.read(upload[0])
    try:
        count = exchange_in.take(lines, centre=centre, by=request.actor, shown=request.POST.get("shown", ""))
    except DomainError as error:
        return _dry_run(request, upload[0], error=error.words)
    words = ngettext("%(count)d prescription was taken.", "%(count)d prescriptions were taken.", count)
    messages.success(request, words % {"count": count})
    return redirect("desk_exchange:home")
