"""Whoever is asked answers once, or says no: champions on their own page, providers and managers signed in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from evaluation.forms.asking import AnswersForm
from evaluation.models import SurveyAudience, SurveyInvitation
from evaluation.services import surveys
from people.guards import person_required


@require_http_methods(["GET", "HEAD", "POST"])
@private
@person_required
def answer(request: Request, public_id: UUID) -> HttpResponse:
    invitation = _mine(request, public_id)
    survey = invitation.survey
    if invitation.is_settled or survey.is_over(clock.now()):
        return render(request, "evaluation/my/survey_over.html", {"survey": survey, "back": _back(invitation)})
    form = AnswersForm(posted(request), instrument=survey.asked)
    if form.is_valid():
        try:
            surveys.answer(survey, answers=form.answers, by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Thank you. Your answers are counted, without your name."))
            return redirect(_back(invitation))
    context = {"survey": survey, "form": form, "back": _back(invitation), "help_centre": survey.centre}
    return render(request, "evaluation/my/survey.html", context)


@require_POST
@private
@person_required
def decline(request: Request, public_id: UUID) -> HttpResponse:
    """Not this time. Nobody asks why, and nobody is told."""
    invitation = _mine(request, public_id)
    try:
        surveys.decline(invitation.survey, by=request.actor)
    except DomainError as error:
        messages.info(request, error.words)
    else:
        messages.success(request, _("That is fine. You are not asked again this time."))
    return redirect(_back(invitation))


def _mine(request: Request, public_id: UUID) -> SurveyInvitation:
    rows = SurveyInvitation.visible_to(request.actor).select_related("survey__centre")
    found: SurveyInvitation = get_object_or_404(rows, survey__public_id=public_id, person=request.actor.person_id)
    return found


def _back(invitation: SurveyInvitation) -> str:
    """A champion's own page; the desk of who works there."""
    return "my:home" if invitation.survey.audience == SurveyAudience.CHAMPION else "desk:home"
