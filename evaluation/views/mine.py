"""A client answers: on their own page, or by the link in a message."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import links
from core.actors import SYSTEM, person_actor
from core.headers import private
from core.http import Request
from evaluation.asking import LINK
from evaluation.models import Sitting, SittingState, Way
from evaluation.views import pages
from evaluation.views.pages import Door
from people.guards import person_required

LASTS = timedelta(days=90)  # longer than any sitting is open: whether it still is, the sitting says
form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
@private
@person_required
def start(request: Request, public_id: UUID) -> HttpResponse:
    return pages.start(request, _mine(request, public_id))


@form_view
@private
@person_required
def page(request: Request, public_id: UUID, number: int) -> HttpResponse:
    return pages.page(request, _mine(request, public_id), number)


@form_view
@private
@person_required
def end(request: Request, public_id: UUID) -> HttpResponse:
    return pages.end(request, _mine(request, public_id))


@require_POST
@private
@person_required
def decline(request: Request, public_id: UUID) -> HttpResponse:
    return pages.decline(request, _mine(request, public_id))


@form_view
@private
def start_by_link(request: Request, token: str) -> HttpResponse:
    return pages.start(request, _by_link(token))


@form_view
@private
def page_by_link(request: Request, token: str, number: int) -> HttpResponse:
    return pages.page(request, _by_link(token), number)


@form_view
@private
def end_by_link(request: Request, token: str) -> HttpResponse:
    return pages.end(request, _by_link(token))


@require_POST
@private
def decline_by_link(request: Request, token: str) -> HttpResponse:
    return pages.decline(request, _by_link(token))


@require_safe
@private
def thanks(request: Request) -> HttpResponse:
    """Where a link leads in the end: to nothing about anybody."""
    return render(request, "evaluation/asking/thanks.html")


def _mine(request: Request, public_id: UUID) -> Door:
    """One's own, once it was asked; staff who are clients as well answer their own alone here."""
    rows = Sitting.visible_to(request.actor).filter(person=request.actor.person_id)
    rows = rows.exclude(state=SittingState.PLANNED).select_related("person", "centre")
    found = get_object_or_404(rows, public_id=public_id)
    themselves = person_actor(found.person_id, user_id=request.actor.user_id)
    return Door(found, themselves, Way.WEB, "my_questions", {"public_id": public_id}, reverse("my:home"))


def _by_link(token: str) -> Door:
    """The link itself is the permission, for these questions alone."""
    try:
        [public_id] = links.read(LINK, token, max_age=LASTS)
    except links.BadLink as error:
        raise Http404 from error
    rows = Sitting.visible_to(SYSTEM).filter(person__merged_into=None, person__erased_at=None)
    rows = rows.exclude(state=SittingState.PLANNED).select_related("person", "centre")
    found = get_object_or_404(rows, public_id=public_id)
    args = {"token": token}
    back = reverse("questions:thanks")
    return Door(found, person_actor(found.person_id), Way.WEB, "questions", args, back, shows_answers=False)
