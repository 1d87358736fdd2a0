"""A centre's schedule from a file: what would become of it, and then the drafts."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.importing import UploadForm
from activities.importing import sealed, template, words
from activities.importing.found import NotRead, Reading
from activities.importing.sealed import Upload
from activities.presenters import importing as shown
from activities.services import importing
from activities.services.importing import DryRun
from centres.models import Centre, Venue
from core.actors import Role
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from core.policies import require
from people import context
from people.guards import staff_required

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _centre(request: Request) -> Centre:
    centre = context.frame(request).centre
    if centre is None:
        raise Http404
    require(request.actor, "activities.import_schedule", centre)
    return centre


@private
@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(Role.COORDINATOR, Role.MANAGER)
def start(request: Request) -> HttpResponse:
    """Choose a file; sent, it is read, and what would be made of it is shown. Nothing is kept."""
    centre = _centre(request)
    form = UploadForm(posted(request), request.FILES or None, initial={"language": centre.language})
    if form.is_valid():
        upload = form.upload
        try:
            reading = importing.read(upload.content, centre=centre, with_texts=upload.with_texts)
        except NotRead as no:
            form.add_error("file", words.said(no.remark))
        else:
            return _dry_run(request, upload, reading, importing.look(reading, centre=centre))
    return render(request, "activities/desk/import.html", {"form": form})


def _dry_run(request: Request, upload: Upload, reading: Reading, found: DryRun, *, error: str = "") -> HttpResponse:
    is_again = bool(error)
    taken = _lines(request) if is_again else None
    chosen = _chosen(request, found) if is_again else {}
    page = {
        "found": found,
        "rows": shown.rows(found, taken),
        "refused": shown.refused(found),
        "remarks": [words.said(remark) for remark in reading.remarks],
        "places": [(number, name, chosen.get(name)) for number, name in enumerate(found.unknown_places)],
        "sealed": sealed.seal(upload, user_id=request.actor.user_id, centre_id=_centre(request).pk),
        "with_texts": upload.with_texts,
        "error": error,
    }
    return render(request, "activities/desk/import_sure.html", page)


def _lines(request: Request) -> set[int]:
    return {int(line) for line in request.POST.getlist("take") if line.isascii() and line.isdecimal()}


def _chosen(request: Request, found: DryRun) -> dict[str, Venue]:
    """The places that somebody chose for those of the file that are not known here."""
    by_key = {str(venue.pk): venue for venue in found.venues}
    sent = {name: request.POST.get(f"place-{number}", "") for number, name in enumerate(found.unknown_places)}
    return {name: by_key[key] for name, key in sent.items() if key in by_key}


@private
@require_POST
@staff_required(Role.COORDINATOR, Role.MANAGER)
def make(request: Request) -> HttpResponse:
    """Make what was shown."""
    centre = _centre(request)
    upload = sealed.unseal(request.POST.get("sealed", ""), user_id=request.actor.user_id, centre_id=centre.pk)
    if upload is None:
        messages.error(request, _("That was too long ago. Please choose the file again."))
        return redirect("desk_activities:import")
    reading = importing.read(upload.content, centre=centre, with_texts=upload.with_texts)
    found = importing.look(reading, centre=centre)
    try:
        made = importing.make(
            reading,
            centre=centre,
            language=upload.language,
            by=request.actor,
            shown=request.POST.get("shown", ""),
            places=_chosen(request, found),
            lines=_lines(request),
        )
    except DomainError as error:
        return _dry_run(request, upload, reading, found, error=error.words)
    if not made:
        messages.info(request, _("Nothing was chosen, and nothing was made."))
    else:
        count = len(made)
        said = ngettext("%(count)d draft is here now.", "%(count)d drafts are here now.", count)
        messages.success(request, said % {"count": count})
    return redirect("desk_activities:list")


@require_safe
@staff_required(Role.COORDINATOR, Role.MANAGER)
def sheet(_request: Request, language: str) -> HttpResponse:
    """A spreadsheet to fill in."""
    if language not in template.LANGUAGES:
        raise Http404
    name = {"en": "schedule.xlsx", "fr": "horaire.xlsx"}[language]
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(template.workbook(language), content_type=XLSX, headers=headers)
