"""The tables as a file."""

from typing import cast

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.models import Centre
from core.actors import Role
from core.guards import staff_required
from core.headers import private
from core.http import Request, posted
from core.policies import may
from evaluation import exporting
from evaluation.forms.evidence import ExportForm
from evaluation.models import READERS
from evaluation.services import attendance as places
from evaluation.services import export

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
MEANINGS = ("column", "value", "meaning")


@private
@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(*READERS)
def choose(request: Request) -> HttpResponse:
    """A button, so that no history of a browser makes such a file again."""
    form = ExportForm(posted(request))
    centre = Centre.where(request.actor)
    if not form.is_valid():
        can_take = may(request.actor, "evaluation.take_attendance", centre)
        return render(request, "evaluation/evidence/export.html", {"form": form, "can_take_attendance": can_take})
    rows = export.rows(centre, by=request.actor)
    if form.cleaned_data["kind"] == "xlsx":
        return _file(exporting.as_workbook(rows), XLSX, f"evidence-{centre.slug}.xlsx")
    return _file(exporting.as_csv(rows), CSV, f"evidence-{centre.slug}.csv")


@private
@require_safe
@staff_required(*READERS)
def dictionary(_request: Request) -> HttpResponse:
    """What each column means, for those who took the text file."""
    return _file(exporting.as_csv(exporting.dictionary(), MEANINGS), CSV, "evidence-dictionary.csv")


@private
@require_POST
@staff_required(Role.MANAGER)
def attendance(request: Request) -> HttpResponse:
    """A row for each place. Sent while it is read, however many there are."""
    centre = Centre.where(request.actor)
    pieces = exporting.streamed(places.rows(centre, by=request.actor), places.COLUMNS)
    # What the guards around it say they hand on is narrower than what they do.
    return cast(
        "HttpResponse",
        StreamingHttpResponse(pieces, content_type=CSV, headers=_named(f"attendance-{centre.slug}.csv")),
    )


@private
@require_safe
@staff_required(Role.MANAGER)
def attendance_dictionary(_request: Request) -> HttpResponse:
    return _file(exporting.as_csv(exporting.attendance_dictionary(), MEANINGS), CSV, "attendance-dictionary.csv")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers=_named(name))


def _named(name: str) -> dict[str, str]:
    """A trial says so in the name: a line of words would spoil the columns for the program that reads them."""
    mark = "invented-" if settings.DEMO_ALLOWED else ""
    return {"Content-Disposition": f'attachment; filename="{mark}{name}"'}
