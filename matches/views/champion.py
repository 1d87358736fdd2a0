"""A champion's own matches: what is asked of them, and what was agreed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core import audit
from core.errors import DomainError
from core.headers import private
from core.http import Request
from matches import seen
from matches.models import Match
from matches.services import pairs
from people.guards import person_required


@require_safe
@private
@person_required
def show(request: Request, public_id: UUID) -> HttpResponse:
    """Before a yes: what it is about, and no name. Afterwards what `seen.by_champion` gives; each look is recorded."""
    match = _mine(request, public_id)
    if match.is_together:
        audit.record("person.viewed", by=request.actor, subject=match, person_id=match.request.person_id, page="match")
    shown = {"match": match, "seen": seen.by_champion(match), "help_centre": match.centre}
    return render(request, "matches/champion/match.html", shown)


@require_POST
@private
@person_required
def answer(request: Request, public_id: UUID) -> HttpResponse:
    """Yes or no; a no needs no reason."""
    match = _mine(request, public_id)
    says_yes = {"yes": True, "no": False}.get(request.POST.get("answer", ""))
    if says_yes is None:
        raise Http404
    try:
        (pairs.accept if says_yes else pairs.decline)(match, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
        return redirect("my_champion:home")
    if says_yes:
        messages.success(request, _("Thank you! The centre now arranges a first meeting, and tells you."))
        return redirect("my_matches:match", match.public_id)
    messages.success(request, _("Thank you for thinking about it. Somebody else will be asked."))
    return redirect("my_champion:home")


def _mine(request: Request, public_id: UUID) -> Match:
    """A match in which the reader is the champion."""
    rows = Match.visible_to(request.actor).filter(champion__person=request.actor.person_id).with_both()
    found: Match = get_object_or_404(rows, public_id=public_id)
    return found
