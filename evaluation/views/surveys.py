"""Rounds of surveys: a manager opens one, and who may read the numbers looks at what came of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from centres.models import Centre
from core import audit, clock
from core.actors import Role
from core.errors import DomainError
from core.guards import staff_required
from core.headers import private
from core.http import Request, posted
from evaluation import charts
from evaluation import survey_presenters as presenters
from evaluation.forms.survey import WHERE, RoundForm
from evaluation.models import READERS, Survey
from evaluation.services import survey_results, surveys


@private
@require_safe
@staff_required(*READERS)
def rounds(request: Request) -> HttpResponse:
    now = clock.now()
    rows = [presenters.line(survey, now) for survey in Survey.visible_to(request.actor).select_related("centre")]
    headings = [_("Round"), _("State"), _("Closes on"), _("People asked")]
    context = {"rows": rows, "headings": headings, "may_open": request.actor.has(Role.MANAGER)}
    return render(request, "evaluation/surveys/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@private
@staff_required(Role.MANAGER)
def new(request: Request) -> HttpResponse:
    centre = Centre.where(request.actor)
    in_three_weeks = clock.now().astimezone(centre.zone).date() + surveys.USUAL
    form = RoundForm(posted(request), numbers=surveys.numbers(centre), initial={"closes_on": in_three_weeks})
    if form.is_valid():
        try:
            survey = surveys.open_round(centre, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error, WHERE.get(error.code))
        else:
            messages.success(request, _("They are asked. What they say together stands here once it is over."))
            return redirect("desk_surveys:show", survey.public_id)
    return render(request, "evaluation/surveys/new.html", {"form": form, "centre": centre})


@private
@require_safe
@staff_required(*READERS)
def show(request: Request, public_id: UUID) -> HttpResponse:
    survey = _here(request, public_id)
    audit.record("survey.viewed", by=request.actor, subject=survey)
    results = survey_results.of(survey, by=request.actor)
    context = {
        "survey": survey,
        "results": results,
        "tables": [presenters.item_table(item, results) for item in results.items] if results else [],
        "headings": [_("Answer"), _("People")],
        "mean_headings": [_("Round that ended on"), _("Mean")],
    }
    return render(request, "evaluation/surveys/show.html", context)


@private
@require_safe
@staff_required(*READERS)
def chart(request: Request, public_id: UUID) -> HttpResponse:
    """The picture of one round: an address of its own, because a page here carries no styles of its own."""
    results = survey_results.of(_here(request, public_id), by=request.actor)
    if not (results and results.items):
        raise Http404
    return HttpResponse(charts.stacked(*presenters.bars(results)), content_type="image/svg+xml")


def _here(request: Request, public_id: UUID) -> Survey:
    rows = Survey.visible_to(request.actor).select_related("centre")
    found: Survey = get_object_or_404(rows, public_id=public_id)
    return found
