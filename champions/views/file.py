"""A champion's file, for those who coordinate volunteers; rooms above put sections into it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from champions import sections
from champions.models import Champion
from core import audit
from core.actors import MANAGERS
from core.http import Request
from people.guards import staff_required


def here(request: Request, pk: int) -> Champion:
    """A champion of the centre where the actor coordinates; 404 for anybody else's."""
    found = Champion.visible_to(request.actor).at(request.actor.centre_id).known().for_list().select_related("centre")
    champion: Champion = get_object_or_404(found, pk=pk)
    return champion


@require_safe
@staff_required(*MANAGERS)
def show(request: Request, pk: int) -> HttpResponse:
    """How far they have come, and what the sections say."""
    champion = here(request, pk)
    shown = [section for section in sections.file if section.is_shown(request)]
    audit.record("champion.viewed", by=request.actor, subject=champion, person_id=champion.person_id)
    return render(request, "champions/file.html", {"champion": champion, "sections": shown})
