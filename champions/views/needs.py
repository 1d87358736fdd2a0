"""What a centre asks of its champions before they start: whoever invites or assigns reads it, managers decide."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from centres.models import Centre
from champions.forms.screening import AskForm, MonthsForm
from champions.models import Need, Work
from champions.services import asked
from core.actors import CARE_ROLES, Role
from core.http import Request, posted
from people import context
from people.guards import staff_required

form_view = require_http_methods(["GET", "HEAD", "POST"])


def centre_of(request: Request) -> Centre:
    centre = context.frame(request).centre
    if centre is None:
        raise PermissionDenied
    return centre


@require_safe
@staff_required(*CARE_ROLES, Role.PROVIDER)
def table(request: Request) -> HttpResponse:
    """Each kind of role with what it needs, and why; and for how long each need counts."""
    centre = centre_of(request)
    found = asked.table(centre.pk)
    shown: dict[str, Any] = {
        "roles": [(work, found.reasons(work)) for work in Work],
        "lasts": [(need, found.months(need)) for need in Need],
        "may_change": request.actor.has(Role.MANAGER),
        "caption": centre.name,
    }
    return render(request, "champions/screening/table.html", shown)


@form_view
@staff_required(Role.MANAGER)
def ask(request: Request, work: str) -> HttpResponse:
    """What one kind of role needs."""
    if work not in Work:
        raise Http404
    kind, centre = Work(work), centre_of(request)
    found = asked.table(centre.pk)
    if request.method == "POST" and "as_usual" in request.POST:
        asked.ask_as_usual(centre, kind, by=request.actor)
        messages.success(request, _("As usual again."))
        return redirect("screening:table")
    form = AskForm(posted(request), table=found, work=kind)
    if form.is_valid():
        asked.ask(centre, kind, needs=form.asked(), by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("screening:table")
    shown = {"form": form, "work": kind, "is_own": kind in found.own, "caption": centre.name}
    return render(request, "champions/screening/ask.html", shown)


@form_view
@staff_required(Role.MANAGER)
def months(request: Request) -> HttpResponse:
    """For how long each need counts."""
    centre = centre_of(request)
    form = MonthsForm(posted(request), table=asked.table(centre.pk))
    if form.is_valid():
        asked.count(centre, months=form.months(), by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("screening:table")
    return render(request, "champions/screening/months.html", {"form": form, "caption": centre.name})
