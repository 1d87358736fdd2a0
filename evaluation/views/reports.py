"""A centre's quarterly and yearly reports: a look at one, and the files."""

from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from centres.models import Centre
from core import clock, paper
from core.errors import DomainError
from core.guards import staff_required
from core.headers import private
from core.http import Request
from evaluation.forms.evidence import ALL
from evaluation.forms.reports import ReportForm
from evaluation.models import READERS
from evaluation.reporting import funder, making, periods
from evaluation.reporting.making import Asked
from evaluation.reporting.periods import Period
from evaluation.reporting.shown import files, lacks
from evaluation.reporting.word_file import as_docx
from evaluation.services import readers, report_words, reports
from evaluation.services.quarter_counts import Ahead
from people.models import User

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV = "text/csv; charset=utf-8"
SIZE = 12  # points
LANGUAGES = frozenset({"en", "fr"})


@private
@require_safe
@staff_required(*READERS)
def choose(request: Request) -> HttpResponse:
    """Which report; what is chosen has an address of its own."""
    has_several = len(readers.centres(request.actor)) > 1
    sent = request.GET if "period" in request.GET else None
    form = ReportForm(sent, centre=Centre.where(request.actor), has_several=has_several, now=clock.now())
    if form.is_valid():
        address = reverse("desk_reports:show", args=[form.cleaned_data["period"]])
        return redirect(address + _whose(together=form.cleaned_data.get("of") == ALL))
    return render(request, "evaluation/reports/choose.html", {"form": form})


@private
@require_safe
@staff_required(*READERS)
def show(request: Request, period: str) -> HttpResponse:
    """What it says, what is missing, and the files. A year that has not settled says when it will have."""
    found, now = _period(period), clock.now()
    context: dict[str, Any] = {"period": found, "together": _is_together(request)}
    try:
        asked = reports.asked(found, together=_is_together(request), by=request.actor, now=now)
    except DomainError as error:
        settles = found.settles(Centre.where(request.actor).zone)
        return render(
            request, "evaluation/reports/not_yet.html", {**context, "error": error.words, "settles": settles}
        )
    report = making.report(asked)
    places = list(report_words.places_of(asked.alone, found, user=cast("User", request.user))) if asked.alone else []
    edits = {place.slug: place.edit for place in places}
    context |= {
        "report": report,
        "sections": [(section, edits.get(section.slug, "")) for section in report.sections],
        "unwritten": [place for place in places if not place.is_whole],
        "can_write": any(edits.values()),
        "is_over": found.is_over(timezone.localdate(now)),
        "lacks": lacks(asked, report),
        "files": files(found, _whose(together=_is_together(request))),
    }
    return render(request, "evaluation/reports/show.html", context)


@private
@require_safe
@staff_required(*READERS)
def take(request: Request, period: str, language: str, form: str) -> HttpResponse:
    """The same as a file, in either language whatever the page is in. It is written down who took it."""
    found = _period(period)
    made = _FORMS.get(form)
    if language not in LANGUAGES or made is None:
        raise Http404
    try:
        asked = reports.asked(found, together=_is_together(request), by=request.actor)
    except DomainError:
        return redirect("desk_reports:show", period)
    with translation.override(language):
        response = made(request, asked, f"report-{asked.slug}-{found}-{language}")
    if response.status_code == 200:
        reports.note_taken(asked, form=form, language=language)
    return response


def _pdf(request: Request, asked: Asked, name: str) -> HttpResponse:
    report = making.report(asked)
    draft = {"report": report, "name": report.title, "size": SIZE, "is_large": False}
    return paper.answer(request, "evaluation/paper/report.html", [draft], filename=f"{name}.pdf")


def _word(_request: Request, asked: Asked, name: str) -> HttpResponse:
    return _file(as_docx(making.report(asked)), DOCX, f"{name}.docx")


def _funder(_request: Request, asked: Asked, name: str) -> HttpResponse:
    return _file(funder.as_csv(Ahead(asked.scope)), CSV, f"{name}.csv")


_FORMS = {"pdf": _pdf, "word": _word, "funder": _funder}


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _period(text: str) -> Period:
    found = periods.read(text)
    if found is None:
        raise Http404
    return found


def _is_together(request: Request) -> bool:
    return request.GET.get("of") == ALL


def _whose(*, together: bool) -> str:
    return f"?of={ALL}" if together else ""
