"""The champion's home."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from champions import sections
from champions.models import Champion
from core.http import Request
from people.guards import person_required


@require_safe
@person_required
def home(request: Request) -> HttpResponse:
    """What the sections say; for whoever is a champion somewhere, or on the way to it."""
    mine = Champion.visible_to(request.actor).led_by(request.actor.person_id).select_related("person", "centre")
    champions = list(mine.order_by("pk"))
    if not champions:
        raise Http404
    shown = [section for section in sections.home if section.is_shown(request)]
    return render(
        request,
        "champions/home.html",
        {
            "champions": champions,
            "person": champions[0].person,
            "sections": shown,
            "help_centre": champions[0].centre,
        },
    )
