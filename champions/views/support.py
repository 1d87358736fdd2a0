"""Supporting a champion, at the desk: the plan, check-ins, notes, and who carries how much."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from champions import load
from champions.forms.support import CheckInForm, NoteForm, PlanForm, RhythmForm
from champions.models import Champion, SupportPlan
from champions.services import carrying, support
from champions.views.file import here
from core import audit, clock
from core.actors import MANAGERS
from core.errors import DomainError
from core.forms import Form
from core.http import Request, posted
from people.guards import staff_required

PER_PAGE = 40
form_view = require_http_methods(["GET", "HEAD", "POST"])


def shown(request: Request, champion: Champion, template: str, form: Form, **more: Any) -> HttpResponse:
    """A form about a champion is a look at them."""
    audit.record("champion.viewed", by=request.actor, subject=champion, person_id=champion.person_id)
    return render(request, template, {"champion": champion, "form": form, **more})


def saved(request: Request, champion: Champion, words: str = "") -> HttpResponse:
    messages.success(request, words or _("Saved."))
    return redirect("champions:file", champion.pk)


@form_view
@staff_required(*MANAGERS)
def plan(request: Request, pk: int) -> HttpResponse:
    """Written with the champion, who sees all of it."""
    champion = here(request, pk)
    known = SupportPlan.visible_to(request.actor).filter(champion=champion).first()
    form = PlanForm.of(known, posted(request))
    if form.is_valid():
        support.write_plan(champion, **form.cleaned_data, by=request.actor)
        return saved(request, champion, _("Saved. The champion sees it on their page, and can say that it is right."))
    return shown(request, champion, "champions/support/plan.html", form)


@form_view
@staff_required(*MANAGERS)
def note(request: Request, pk: int) -> HttpResponse:
    """For the champion as well, or for staff alone."""
    champion = here(request, pk)
    form = NoteForm(posted(request))
    if form.is_valid():
        try:
            support.note(champion, **form.cleaned_data, by=request.actor)
        except DomainError as error:
            form.refuse(error, "text")
        else:
            return saved(request, champion)
    return shown(request, champion, "champions/support/note.html", form)


@form_view
@staff_required(*MANAGERS)
def check_in(request: Request, pk: int) -> HttpResponse:
    """It has taken place."""
    champion = here(request, pk)
    form = CheckInForm(posted(request), today=timezone.localdate())
    if form.is_valid():
        try:
            support.check_in(champion, **form.cleaned_data, by=request.actor)
        except DomainError as error:
            form.refuse(error, "text")
        else:
            return saved(request, champion)
    return shown(request, champion, "champions/support/check_in.html", form)


@form_view
@staff_required(*MANAGERS)
def rhythm(request: Request, pk: int) -> HttpResponse:
    """Every how many weeks, and when next."""
    champion = here(request, pk)
    form = RhythmForm.of(champion, posted(request), today=timezone.localdate())
    if form.is_valid():
        support.plan_check_ins(champion, **form.cleaned_data, by=request.actor)
        return saved(request, champion)
    return shown(request, champion, "champions/support/rhythm.html", form)


@require_safe
@staff_required(*MANAGERS)
def carrying_much(request: Request) -> HttpResponse:
    """Who carries how much, the most first."""
    serving = Champion.visible_to(request.actor).at(request.actor.centre_id).serving().for_list()
    loads = sorted(carrying.of(list(serving), now=clock.now()), key=lambda one: one.weight, reverse=True)
    page = Paginator(loads, PER_PAGE).get_page(request.GET.get("page"))
    audit.record_many("person.listed", by=request.actor, person_ids=[one.champion.person_id for one in page])
    return render(
        request, "champions/support/load.html", {"page": page, "measures": [one.label for one in load.measures]}
    )
