"""The champions of a centre, at the desk."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from champions.models import Champion
from champions.services import standing
from core.actors import CARE_ROLES, Role
from core.errors import DomainError
from core.http import Request
from people.guards import staff_required

PER_PAGE = 40
MANAGERS = (Role.COORDINATOR, Role.MANAGER)


@require_safe
@staff_required(*CARE_ROLES)
def champions(request: Request) -> HttpResponse:
    """By name, with their standing and whoever supports them."""
    here = Champion.visible_to(request.actor).at(request.actor.centre_id)
    page = Paginator(here.for_list(), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "champions/list.html", {"page": page, "may_manage": request.actor.has(*MANAGERS), **here.counts()}
    )


@require_POST
@staff_required(*MANAGERS)
def pause(request: Request, pk: int) -> HttpResponse:
    return _move(request, pk, standing.pause, _("They are taking a break now."))


@require_POST
@staff_required(*MANAGERS)
def resume(request: Request, pk: int) -> HttpResponse:
    return _move(request, pk, standing.resume, _("They are back."))


def _move(request: Request, pk: int, change: Callable[..., Champion], done: str) -> HttpResponse:
    champion = get_object_or_404(Champion.visible_to(request.actor).at(request.actor.centre_id), pk=pk)
    try:
        change(champion, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, done)
    return redirect("champions:list")
