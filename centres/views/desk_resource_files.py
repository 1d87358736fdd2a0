"""Resources from a file: what would become of it, and then exactly that; and the centre's own as a file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.forms.resource_files import ResourceFileForm
from centres.hsds import packing
from centres.hsds.remarks import NotRead, said
from centres.models import Centre
from centres.presenters import resource_files as shown
from centres.services import resource_files
from centres.services.resource_files import DryRun, Reading
from core import sealed
from core.actors import CARE_ROLES
from core.errors import DomainError
from core.guards import staff_required
from core.headers import private
from core.http import Request, posted

PURPOSE = "centres.resources"
FORMATS = {"json": ("application/json", packing.as_json), "zip": ("application/zip", packing.as_zip)}


@private
@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(*CARE_ROLES)
def start(request: Request) -> HttpResponse:
    """Choose a file; sent, it is read, and what would become of it is shown. Nothing is kept."""
    centre = Centre.where(request.actor)
    form = ResourceFileForm(posted(request), request.FILES or None, initial={"language": centre.language})
    if form.is_valid():
        content, language = form.cleaned_data["file"], form.cleaned_data["language"]
        try:
            reading = resource_files.read(content, language=language)
        except NotRead as no:
            form.add_error("file", said(no.remark))
        else:
            return _dry_run(request, centre, content, language, reading)
    return render(request, "centres/desk/resources_import.html", {"form": form})


def _for_whom(request: Request, centre: Centre) -> dict[str, Any]:
    """Who may press the button."""
    return {"user_id": request.actor.user_id, "centre_id": centre.pk}


def _dry_run(
    request: Request, centre: Centre, content: bytes, language: str, reading: Reading, *, error: str = ""
) -> HttpResponse:
    found: DryRun = resource_files.look(reading, centre=centre)
    for_whom = _for_whom(request, centre)
    page = {
        "found": found,
        "rows": shown.rows(found, _lines(request) if error else None),
        "refused": shown.refused(found),
        "remarks": [said(remark) for remark in found.remarks],
        "sealed": sealed.seal(PURPOSE, content, language=language, **for_whom),
        "error": error,
    }
    return render(request, "centres/desk/resources_import_sure.html", page)


def _lines(request: Request) -> set[int]:
    return {int(line) for line in request.POST.getlist("take") if line.isascii() and line.isdecimal()}


@private
@require_POST
@staff_required(*CARE_ROLES)
def take(request: Request) -> HttpResponse:
    """Do what was shown."""
    centre = Centre.where(request.actor)
    for_whom = _for_whom(request, centre)
    upload = sealed.unseal(PURPOSE, request.POST.get("sealed", ""), **for_whom)
    if upload is None:
        messages.error(request, _("That was too long ago. Please choose the file again."))
        return redirect("desk_resources:import")
    content, language = upload[0], upload[1]["language"]
    reading = resource_files.read(content, language=language)
    try:
        taken = resource_files.take(
            reading, centre=centre, by=request.actor, shown=request.POST.get("shown", ""), lines=_lines(request)
        )
    except DomainError as error:
        return _dry_run(request, centre, content, language, reading, error=error.words)
    count = len(taken)
    words = ngettext("%(count)d resource was taken.", "%(count)d resources were taken.", count)
    messages.success(request, words % {"count": count} if count else _("Nothing was chosen, and nothing was taken."))
    return redirect("desk_resources:list")


@private
@require_safe
@staff_required(*CARE_ROLES)
def export(request: Request, form: str) -> HttpResponse:
    """The centre's own as HSDS, without notes and without what others may not see."""
    if form not in FORMATS:
        raise Http404
    centre = Centre.where(request.actor)
    tables = resource_files.export(centre=centre, by=request.actor)
    content_type, written = FORMATS[form]
    headers = {"Content-Disposition": f'attachment; filename="resources-{centre.slug}.{form}"'}
    return HttpResponse(written(tables), content_type=content_type, headers=headers)
