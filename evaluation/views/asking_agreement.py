"""Whether somebody agrees to be asked: read aloud, apart from everything else, and taken back as easily."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.headers import private
from core.http import Request
from evaluation.services import agreement
from people.guards import staff_required
from prescriptions.models import WALKERS
from prescriptions.views.case import here


@require_POST
@private
@staff_required(*WALKERS)
def say(request: Request, case: UUID) -> HttpResponse:
    found = here(request, case)
    try:
        agreement.write_down(found, agrees="yes" in request.POST, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Written down. They can change their mind at any time."))
    return redirect("desk_cases:case", case)
