"""The asset map at the desk: finding, writing down, confirming and closing."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.forms.resource_filters import DUE, EVERYBODYS, GONE, PAUSED, DeskFilter
from centres.forms.resources import ClosingForm, ResourceForm
from centres.models import Centre, Resource
from centres.models.resource import READERS, ResourceQuerySet
from centres.models.resource_choices import ResourceState
from centres.presenters.booklet import entry
from centres.services import resources, resources_due
from core.actors import CARE_ROLES
from core.errors import DomainError
from core.guards import staff_required
from core.http import Request, posted, way_back
from core.policies import may, require

PER_PAGE = 30


@require_safe
@staff_required(*READERS)
def resource_list(request: Request) -> HttpResponse:
    """By name; what is to be confirmed, the longest unseen first."""
    centre = Centre.where(request.actor)
    every = Resource.visible_to(request.actor)
    mine = every.kept_by(centre.pk)
    form = DeskFilter(request.GET, towns=every.there().towns())
    due = resources_due.at(centre, now=timezone.now())
    rows = _standing(form, due, mine, every if form.said("whose") == EVERYBODYS else mine)
    query = request.GET.copy()
    query.pop("page", None)
    page = Paginator(rows.select_related("centre", "assured_by"), PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "centre": centre,
        "form": form,
        "page": page,
        "entries": [entry(one) for one in page],
        "due": due.count(),
        "query": query.urlencode(),
        "here": request.get_full_path(),
        "may_change": request.actor.has(*CARE_ROLES),
    }
    return render(request, "centres/desk/resources.html", shown)


def _standing(
    form: DeskFilter, due: ResourceQuerySet, mine: ResourceQuerySet, rows: ResourceQuerySet
) -> ResourceQuerySet:
    """Of the rows what was asked for, in its order."""
    language = get_language() or "en"
    wanted = form.said("stands")
    if wanted == DUE:
        return form.narrow(due)
    if wanted == GONE:
        rows = mine.filter(state=ResourceState.GONE)
    else:
        rows = rows.filter(state=ResourceState.PAUSED) if wanted == PAUSED else rows.there()
    return form.narrow(rows).by_name(language)


def _seen(request: Request, public_id: UUID) -> Resource:
    rows = Resource.visible_to(request.actor).select_related("centre", "assured_by")
    found: Resource = get_object_or_404(rows, public_id=public_id)
    return found


def _kept(request: Request, public_id: UUID) -> Resource:
    """One that this centre keeps: 404 elsewhere."""
    rows = Resource.visible_to(request.actor).kept_by(request.actor.centre_id).select_related("centre", "assured_by")
    found: Resource = get_object_or_404(rows, public_id=public_id)
    return found


@require_safe
@staff_required(*READERS)
def resource(request: Request, public_id: UUID) -> HttpResponse:
    found = _seen(request, public_id)
    shown = {
        "resource": found,
        "entry": entry(found),
        "is_ours": found.centre_id == request.actor.centre_id,
        "may_change": may(request.actor, "centres.keep_resources", found),
    }
    return render(request, "centres/desk/resource.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(*CARE_ROLES)
def add(request: Request) -> HttpResponse:
    centre = Centre.where(request.actor)
    blank = Resource(centre=centre, town=centre.town)
    form = ResourceForm(posted(request), instance=blank, initial={"is_right": True})
    if form.is_valid():
        made = resources.add(centre=centre, by=request.actor, **form.facts)
        if form.cleaned_data["is_right"]:
            resources.confirm(made, by=request.actor)
        messages.success(request, _("It is on the map."))
        return redirect("desk_resources:resource", made.public_id)
    shown = {"form": form, "title": _("Add a resource"), "back": reverse("desk_resources:list")}
    return render(request, "centres/desk/resource_form.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(*CARE_ROLES)
def change(request: Request, public_id: UUID) -> HttpResponse:
    found = _kept(request, public_id)
    require(request.actor, "centres.keep_resources", found)
    form = ResourceForm(posted(request), instance=_kept(request, public_id))
    if form.is_valid():
        resources.change(found, by=request.actor, **form.facts)
        if form.cleaned_data["is_right"] and found.state != ResourceState.GONE:
            resources.confirm(found, by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("desk_resources:resource", found.public_id)
    back = reverse("desk_resources:resource", args=[found.public_id])
    shown = {"form": form, "title": _("Change a resource"), "resource": found, "back": back}
    return render(request, "centres/desk/resource_form.html", shown)


@require_POST
@staff_required(*CARE_ROLES)
def confirm(request: Request, public_id: UUID) -> HttpResponse:
    """One click: all of it is still right."""
    found = _kept(request, public_id)
    try:
        resources.confirm(found, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Good: “%(name)s” is confirmed.") % {"name": found.name})
    return redirect(way_back(request.POST, "desk_resources:list"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(*CARE_ROLES)
def closing(request: Request, public_id: UUID) -> HttpResponse:
    """Closed for now, or no longer there."""
    found = _kept(request, public_id)
    form = ClosingForm(posted(request))
    if form.is_valid():
        step = {"pause": resources.pause, "close": resources.close}[form.cleaned_data["step"]]
        return _moved(request, found, step, note=form.cleaned_data["note"])
    return render(request, "centres/desk/closing.html", {"form": form, "resource": found})


@require_POST
@staff_required(*CARE_ROLES)
def reopen(request: Request, public_id: UUID) -> HttpResponse:
    return _moved(request, _kept(request, public_id), resources.reopen)


def _moved(request: Request, found: Resource, step: object, **note: str) -> HttpResponse:
    try:
        step(found, by=request.actor, **note)  # type: ignore[operator]
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Saved."))
    return redirect("desk_resources:resource", found.public_id)
