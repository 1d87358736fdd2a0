"""The questions on paper: in large print, with a code in place of a name; and back again by that code."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import audit, clock, links, paper
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from evaluation.asking import CODE, asks_something, code_of, is_over
from evaluation.forms.asking import CodeForm
from evaluation.models import Sitting, Way
from evaluation.presenters import on_paper
from evaluation.views.desk import at_desk, of_request
from people.guards import staff_required
from prescriptions.models import WALKERS

SIZE, LARGE = 16, 20  # points: whoever cannot read small print need not ask
form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private
@staff_required(*WALKERS)
def sheet(request: Request, public_id: UUID) -> HttpResponse:
    """In the client's language, or the other; no name stands on it, for it goes through many hands."""
    found = of_request(request, public_id)
    if is_over(found, clock.now()) or not asks_something(found):
        return redirect("desk_cases:case", found.case.prescription.public_id)
    audit.record("sitting.printed", by=request.actor, subject=found, person_id=found.person_id)
    wanted = request.GET.get("language")
    is_large = request.GET.get("size") == "large"
    with translation.override(wanted if wanted in {"en", "fr"} else found.person.language):
        context = {
            "name": _("A few questions for you"),
            "instruments": on_paper(found),
            "centre": found.centre,
            "code": code_of(found),
            "until": found.last_day,
            "size": LARGE if is_large else SIZE,
            "is_large": is_large,
        }
        return paper.answer(request, "evaluation/paper/sheet.html", [context], filename="questions.pdf")


@form_view
@private
@staff_required(*WALKERS)
def by_code(request: Request) -> HttpResponse:
    """A paper came back: its code leads to where it is copied."""
    form = CodeForm(posted(request))
    if form.is_valid():
        found = _by_code(request, form.cleaned_data["code"])
        if found:
            return redirect("desk_measures:start", found.public_id, Way.PAPER)
        form.refuse(DomainError("paper_code_unknown"), "code")
    return render(request, "evaluation/desk/by_code.html", {"form": form, "back": reverse("desk_cases:caseload")})


def _by_code(request: Request, code: str) -> Sitting | None:
    try:
        pk = links.read_short(CODE, code)
    except links.BadLink:
        return None
    found: Sitting | None = at_desk(request).filter(pk=pk).first()
    return found
