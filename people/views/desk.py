"""The desk's first screen, and the way from one centre to another."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import desk
from core.http import Request
from people import actors, context
from people.guards import staff_required


@require_safe
@staff_required()
def home(request: Request) -> HttpResponse:
    """The panels that the actor's role gets."""
    panels = sorted((panel for panel in desk.panels if panel.is_shown(request)), key=lambda panel: panel.place)
    return render(request, "people/desk/home.html", {"panels": panels})


@require_POST
@staff_required()
def centre(request: Request) -> HttpResponse:
    """Work at another of one's centres from now on."""
    chosen = request.POST.get("centre", "")
    if chosen not in {str(one.pk) for one in context.frame(request).centres}:
        raise PermissionDenied
    request.session[actors.CENTRE_KEY] = int(chosen)
    return redirect("desk:home")
