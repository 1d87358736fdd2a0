"""What became of mine: for whoever prescribed, as far as the client lets them know."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core import audit, clock, paper
from core.guards import staff_required
from core.headers import private
from core.http import Request
from prescriptions import word_presenters as shown
from prescriptions.models import WRITERS, Prescription, WordKind
from prescriptions.services import word_back, word_overview, word_reading

PER_PAGE = 30
YEAR = timedelta(days=365)


@private
@require_safe
@staff_required(*WRITERS)
def mine(request: Request) -> HttpResponse:
    """All that I wrote here, what I have not read first; above it a year in numbers."""
    page = Paginator(word_overview.mine(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    readings = word_reading.read(page.object_list)
    audit.record_many("person.listed", by=request.actor, person_ids=[one.prescription.person_id for one in readings])
    overview = word_overview.of(request.actor, since=clock.now() - YEAR)
    context = {
        "page": page,
        "rows": [shown.row(one) for one in readings],
        "overview": overview,
        "states": [(kind.label, overview.states[kind]) for kind in WordKind if overview.states.get(kind)],
        "levels": shown.by_level(overview),
    }
    return render(request, "prescriptions/words/list.html", context)


def _written(request: Request, public_id: UUID) -> Prescription:
    """One that the actor wrote here: 404 for all others."""
    found: Prescription = get_object_or_404(word_overview.mine(request.actor), public_id=public_id)
    return found


@private
@require_safe
@staff_required(*WRITERS)
def word(request: Request, public_id: UUID) -> HttpResponse:
    """What may be heard of one, and the same as text for the chart."""
    reading, number = word_reading.open_one(_written(request, public_id), by=request.actor)
    context = {
        "reading": reading,
        "written": shown.written(reading.prescription, number),
        "heard": shown.heard(reading),
        "text": shown.as_text(reading, number),
    }
    return render(request, "prescriptions/words/word.html", context)


@require_POST
@staff_required(*WRITERS)
def read(request: Request, public_id: UUID) -> HttpResponse:
    """I have read it."""
    word_back.mark_read(_written(request, public_id), by=request.actor)
    messages.success(request, _("Marked as read."))
    return redirect("desk_words:list")


@require_safe
@staff_required(*WRITERS)
def printed(request: Request, public_id: UUID) -> HttpResponse:
    """One page for the chart."""
    reading, number = word_reading.open_one(_written(request, public_id), by=request.actor)
    context = shown.sheet(reading, number)
    drafts = [{**context, "size": size} for size in (14, 11)]
    return paper.answer(request, "prescriptions/paper/word.html", drafts, filename="word-back.pdf", pages=1)
