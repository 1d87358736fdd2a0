"""The champions of a centre, at the desk."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from champions.forms.champions import ChampionForm
from champions.models import Champion
from champions.services import standing
from core import audit
from core.actors import CARE_ROLES, MANAGERS
from core.errors import DomainError
from core.http import Request, posted
from people.guards import staff_required
from people.models import Person

PER_PAGE = 40


@require_safe
@staff_required(*CARE_ROLES)
def champions(request: Request) -> HttpResponse:
    """By name, with their standing and whoever supports them."""
    here = Champion.visible_to(request.actor).at(request.actor.centre_id).serving()
    page = Paginator(here.for_list(), PER_PAGE).get_page(request.GET.get("page"))
    audit.record_many("person.listed", by=request.actor, person_ids=[champion.person_id for champion in page])
    return render(
        request, "champions/list.html", {"page": page, "may_manage": request.actor.has(*MANAGERS), **here.counts()}
    )


@require_POST
@staff_required(*MANAGERS)
def welcome(request: Request, public_id: UUID) -> HttpResponse:
    """Somebody said yes: from now on they can propose and lead. Whoever welcomes them supports them."""
    person = get_object_or_404(Person.visible_to(request.actor), public_id=public_id)
    centre = get_object_or_404(person.centres, pk=request.actor.centre_id)
    standing.welcome(
        person=person,
        centre=centre,
        since=timezone.localdate(),
        languages=[person.language],
        supporter=request.user,  # type: ignore[arg-type]  # the guard let in no visitor
        by=request.actor,
    )
    messages.success(request, _("A new Health Champion: welcome!"))
    return redirect("desk:person", person.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(*MANAGERS)
def edit(request: Request, pk: int) -> HttpResponse:
    """What a champion brings, and who supports them. The form shows it, so a look at it is recorded."""
    here = Champion.visible_to(request.actor).at(request.actor.centre_id).known().for_list()
    champion = get_object_or_404(here, pk=pk)
    form = ChampionForm.of(champion, posted(request))
    if form.is_valid():
        try:
            standing.update(champion, **form.cleaned_data, by=request.actor)
        except DomainError as error:
            form.refuse(error, "supporter")
        else:
            messages.success(request, _("Saved."))
            return redirect("champions:list")
    audit.record("person.viewed", by=request.actor, subject=champion, person_id=champion.person_id, page="form")
    return render(request, "champions/edit.html", {"champion": champion, "form": form})


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
