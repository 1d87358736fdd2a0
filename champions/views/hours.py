"""Hours at the desk: what champions wrote down, hours by hand, corrections and their log."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from champions import hours_log
from champions.forms.hours import CorrectionForm, DeclineForm, HoursForm
from champions.models import Champion, Hours, HoursChange
from champions.services import hours
from champions.views.file import here
from champions.views.support import form_view, shown
from core import audit
from core.actors import MANAGERS
from core.errors import DomainError
from core.http import Request, posted
from people.guards import staff_required

PER_PAGE = 40


def _row(request: Request, pk: int) -> Hours:
    """Hours of a champion of the centre; 404 for anybody else's."""
    rows = Hours.visible_to(request.actor).filter(champion__centre=request.actor.centre_id)
    row: Hours = get_object_or_404(rows.select_related("champion__person", "champion__centre"), pk=pk)
    return row


@require_safe
@staff_required(*MANAGERS)
def waiting(request: Request) -> HttpResponse:
    """What champions wrote down, longest first."""
    rows = Hours.visible_to(request.actor).filter(champion__centre=request.actor.centre_id).waiting()
    page = Paginator(rows.select_related("champion__person"), PER_PAGE).get_page(request.GET.get("page"))
    audit.record_many("person.listed", by=request.actor, person_ids=[row.champion.person_id for row in page])
    return render(request, "champions/hours/waiting.html", {"page": page})


@require_safe
@staff_required(*MANAGERS)
def of_champion(request: Request, pk: int) -> HttpResponse:
    """All of a champion's hours, by year, with what was corrected."""
    champion = here(request, pk)
    audit.record("champion.viewed", by=request.actor, subject=champion, person_id=champion.person_id)
    rows = Hours.visible_to(request.actor).filter(champion=champion)
    page = Paginator(rows.newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    changes = HoursChange.visible_to(request.actor).filter(hours__champion=champion)
    context = {
        "champion": champion,
        "page": page,
        "years": rows.by_year(),
        "total": rows.total(),
        "changes": hours_log.changes(changes.select_related("hours")),
    }
    return render(request, "champions/hours/of_champion.html", context)


@form_view
@staff_required(*MANAGERS)
def add(request: Request, pk: int) -> HttpResponse:
    champion = here(request, pk)
    today = timezone.localdate()
    form = HoursForm(posted(request), today=today)
    if form.is_valid():
        try:
            hours.add(champion, **form.cleaned_data, today=today, by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            return _done(request, champion, _("The hours are counted."))
    return shown(request, champion, "champions/hours/add.html", form)


@require_POST
@staff_required(*MANAGERS)
def count(request: Request, pk: int) -> HttpResponse:
    row = _row(request, pk)
    try:
        hours.count(row, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("The hours are counted."))
    return redirect("champion_support:waiting")


@form_view
@staff_required(*MANAGERS)
def decline(request: Request, pk: int) -> HttpResponse:
    """No, with a reason for the champion."""
    row = _row(request, pk)
    form = DeclineForm(posted(request))
    if form.is_valid():
        try:
            hours.decline(row, **form.cleaned_data, by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The champion is told why."))
            return redirect("champion_support:waiting")
    return shown(request, row.champion, "champions/hours/decline.html", form, row=row)


@form_view
@staff_required(*MANAGERS)
def correct(request: Request, pk: int) -> HttpResponse:
    """Another number or another day, with why."""
    row = _row(request, pk)
    today = timezone.localdate()
    form = CorrectionForm.of(row, posted(request), today=today)
    if form.is_valid():
        try:
            hours.correct(row, **form.cleaned_data, today=today, by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            return _done(request, row.champion, _("Corrected. The log says who, when and why."))
    return shown(request, row.champion, "champions/hours/correct.html", form, row=row)


def _done(request: Request, champion: Champion, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("champion_support:hours", champion.pk)
