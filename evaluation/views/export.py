"""The tables as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from centres.models import Centre
from core.guards import staff_required
from core.headers import private
from core.http import Request, posted
from evaluation import exporting
from evaluation.forms.evidence import ExportForm
from evaluation.models import READERS
from evaluation.services import export

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@private
@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(*READERS)
def choose(request: Request) -> HttpResponse:
    """A button, so that no history of a browser makes such a file again."""
    form = ExportForm(posted(request))
    if not form.is_valid():
        return render(request, "evaluation/evidence/export.html", {"form": form})
    centre = Centre.where(request.actor)
    rows = export.rows(centre, by=request.actor)
    if form.cleaned_data["kind"] == "xlsx":
        return _file(exporting.as_workbook(rows), XLSX, f"evidence-{centre.slug}.xlsx")
    return _file(exporting.as_csv(rows), CSV, f"evidence-{centre.slug}.csv")


@private
@require_safe
@staff_required(*READERS)
def dictionary(_request: Request) -> HttpResponse:
    """What each column means, for those who took the text file."""
    content = exporting.as_csv(exporting.dictionary(), ("column", "value", "meaning"))
    return _file(content, CSV, "evidence-dictionary.csv")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
