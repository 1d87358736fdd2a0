"""Staff ask somebody who they are, and write it down. They read none of it afterwards."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.guards import staff_required
from core.headers import private
from core.http import Request, posted
from evaluation.forms.equity import EquityForm
from evaluation.services import equity
from people.models import Person
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import WALKERS


@private
@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(*WALKERS)
def ask(request: Request, public_id: UUID) -> HttpResponse:
    """Always empty to begin with: what was answered before is nobody's to read here."""
    person = get_object_or_404(Person.visible_to(request.actor), public_id=public_id)
    has_agreed = consents.stands(person, Purpose.EQUITY)
    form = EquityForm(posted(request), has_agreed=has_agreed)
    if form.is_valid():
        try:
            equity.answer(person, answers=form.answers, agrees=not has_agreed, by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("It is written down, and kept apart from the record."))
            return redirect("desk_equity:ask", public_id)
    shown = {"form": form, "person": person, "answered_at": equity.answered_at(person, by=request.actor)}
    return render(request, "evaluation/equity/ask.html", shown)
