"""The visitor's own screens, on a telephone first; and what the other one of the two can do."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.errors import DomainError
from core.headers import private
from core.http import Request
from matches.models import Match, Visit
from matches.services import checking, visits
from matches.views import planning
from matches.views.planning import MINE
from people.guards import person_required

form_view = require_http_methods(["GET", "HEAD", "POST"])


def _made(request: Request, public_id: UUID) -> Visit:
    """A visit of which they are the visitor; 404 for anybody else."""
    person_id = request.actor.person_id
    rows = Visit.visible_to(request.actor).made_by([person_id]).for_rows()
    found: Visit = get_object_or_404(rows, public_id=public_id)
    return found


@require_safe
@private
@person_required
def show(request: Request, public_id: UUID) -> HttpResponse:
    """One visit: for the visitor with the big buttons, and from the day before with the address."""
    now, person_id = clock.now(), request.actor.person_id
    rows = Visit.visible_to(request.actor).for_one_of([person_id]).for_rows()
    visit = get_object_or_404(rows, public_id=public_id)
    match = visit.match
    is_visitor = match.champion.person_id == person_id
    shown = {
        "visit": visit,
        "match": match,
        "is_visitor": is_visitor,
        "is_now": checking.is_now(visit, now=now),
        "address": visits.address(visit, by=request.actor, now=now),
        "name": match.request.person.first_name if is_visitor else match.champion.person.first_name,
        "help_centre": match.centre,
        "back": reverse("my_champion:home") if is_visitor else reverse("my:home"),
    }
    return render(request, "matches/visits/show.html", shown)


@require_POST
@private
@person_required
def arrive(request: Request, public_id: UUID) -> HttpResponse:
    return _say(request, public_id, checking.check_in, _("Thank you. We know that you are there."))


@require_POST
@private
@person_required
def leave(request: Request, public_id: UUID) -> HttpResponse:
    """And then how it was."""
    return _say(request, public_id, checking.check_out, _("Thank you. We know that you have left."), then="log")


@require_POST
@private
@person_required
def stay(request: Request, public_id: UUID) -> HttpResponse:
    visit = _made(request, public_id)
    return _tried(
        request,
        public_id,
        lambda: checking.stay(visit, by=request.actor),
        _("Good. We expect you half an hour later."),
    )


@require_POST
@private
@person_required
def help_me(request: Request, public_id: UUID) -> HttpResponse:
    visit = _made(request, public_id)
    done = _("The centre is told now, and somebody calls you. In danger? Call 911.")
    return _tried(request, public_id, lambda: checking.ask_for_help(visit, by=request.actor), done)


def _say(
    request: Request, public_id: UUID, deed: Callable[..., object], done: str, then: str = "visit"
) -> HttpResponse:
    """Pressed twice, it counts once. What was tapped while the network was away keeps its moment."""
    visit = _made(request, public_id)
    return _tried(request, public_id, lambda: deed(visit, by=request.actor, at=_tapped(request)), done, then)


def _tried(
    request: Request, public_id: UUID, deed: Callable[[], object], done: str, then: str = "visit"
) -> HttpResponse:
    try:
        deed()
    except DomainError as error:
        messages.error(request, error.words)
        return redirect("my_visits:visit", public_id)
    messages.success(request, done)
    return redirect(f"my_visits:{then}", public_id)


def _tapped(request: Request) -> datetime | None:
    """The moment that the page noted, in milliseconds; nothing where it has no script, or nonsense."""
    sent = request.POST.get("at", "")
    if len(sent) != 13 or not (sent.isascii() and sent.isdecimal()):
        return None
    return datetime.fromtimestamp(int(sent) / 1000, tz=UTC)


@form_view
@private
@person_required
def plan(request: Request, public_id: UUID) -> HttpResponse:
    rows = Match.visible_to(request.actor).together().filter(champion__person=request.actor.person_id)
    match = get_object_or_404(rows.select_related("request__person", "centre"), public_id=public_id)
    return planning.plan(request, match, MINE)


@form_view
@private
@person_required
def move(request: Request, public_id: UUID) -> HttpResponse:
    return planning.move(request, _made(request, public_id), MINE)


@form_view
@private
@person_required
def cancel(request: Request, public_id: UUID) -> HttpResponse:
    """Either of the two."""
    person_id = request.actor.person_id
    rows = Visit.visible_to(request.actor).for_one_of([person_id]).for_rows()
    visit = get_object_or_404(rows, public_id=public_id)
    is_visitor = visit.match.champion.person_id == person_id
    return planning.cancel(request, visit, MINE, then="" if is_visitor else reverse("my:home"))


@form_view
@private
@person_required
def log(request: Request, public_id: UUID) -> HttpResponse:
    return planning.log(request, _made(request, public_id), MINE)
