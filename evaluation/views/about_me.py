"""*About me*: who somebody says they are, for themselves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from evaluation.forms.equity import EquityForm
from evaluation.models import EquityAnswers
from evaluation.services import equity
from people.guards import person_required
from people.models import Person
from people.models.consent import Purpose
from people.services import consents


def _me(request: Request) -> Person:
    person: Person = Person.visible_to(request.actor).get(pk=request.actor.person_id)
    return person


@private
@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def about_me(request: Request) -> HttpResponse:
    """The questions, with what was answered before."""
    person = _me(request)
    held = EquityAnswers.visible_to(request.actor).filter(person=person).first()
    has_agreed = consents.stands(person, Purpose.EQUITY)
    form = EquityForm(posted(request), answers=held.given if held else None, has_agreed=has_agreed)
    if form.is_valid():
        try:
            equity.answer(person, answers=form.answers, agrees=not has_agreed, by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Thank you. It is kept apart from your record."))
            return redirect("about_me:questions")
    shown = {"form": form, "person": person, "held": held, "help_centre": person.centres.first()}
    return render(request, "evaluation/equity/mine.html", shown)


@require_POST
@person_required
def take_back(request: Request) -> HttpResponse:
    equity.take_back(_me(request), by=request.actor)
    messages.success(request, _("Your answers are deleted."))
    return redirect("my:home")
