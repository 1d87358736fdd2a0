"""The resource booklet, for everybody and for staff."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from centres.forms.resource_filters import BookletForm
from centres.models import Centre, Resource
from centres.models.resource import READERS, ResourceQuerySet
from centres.presenters import booklet as shown
from centres.services.resource_words import tag
from core import paper
from core.guards import staff_required
from core.http import Request

SIZES = {"": 14, "large": 18}


@require_safe
def public(request: HttpRequest, centre: str) -> HttpResponse:
    """Of a centre that shows its map: for anybody, laid out once a minute."""
    found = get_object_or_404(Centre.public().filter(shows_resources=True), slug=centre)
    return _printed(request, found, Resource.public().kept_by(found.pk), is_shared=True)


@require_safe
@staff_required(*READERS)
def desk(request: Request) -> HttpResponse:
    """The same for staff, whether or not others may see it."""
    centre = Centre.where(request.actor)
    return _printed(request, centre, _of_staff(request, centre), is_shared=False)


@require_safe
@staff_required(*READERS)
def choose(request: Request) -> HttpResponse:
    """Which booklet: town, what for, order and size."""
    centre = Centre.where(request.actor)
    form = BookletForm(request.GET, towns=_of_staff(request, centre).towns())
    return render(request, "centres/desk/booklet.html", {"form": form, "centre": centre})


def _of_staff(request: Request, centre: Centre) -> ResourceQuerySet:
    kept: ResourceQuerySet = Resource.visible_to(request.actor).kept_by(centre.pk).there()
    return kept.filter(listed=True)


def _printed(request: HttpRequest, centre: Centre, rows: ResourceQuerySet, *, is_shared: bool) -> HttpResponse:
    form = BookletForm(request.GET, towns=rows.towns())
    town, kind, by, size = (form.said(name) for name in ("town", "kind", "by", "size"))
    tags = [tag(name, value) for name, value in (("town", town), ("kind", kind)) if value]
    chapters = shown.chapters(rows.tagged(*tags), by=by or "town", kind=kind)
    context: dict[str, Any] = {
        "name": _("%(title)s – %(centre)s")
        % {"title": shown.title(town=form.towns.get(town, ""), kind=kind), "centre": centre.name},
        "title": shown.title(town=form.towns.get(town, ""), kind=kind),
        "chapters": chapters,
        "centre": centre,
        "today": timezone.localdate(timezone=centre.zone),
        "size": SIZES[size],
        "is_large": size == "large",
    }
    parts = (centre.pk, town, kind, by, size, get_language())
    shared = f"booklet.{'.'.join(str(part) for part in parts)}" if is_shared else ""
    filename = f"resources-{'-'.join(part for part in (centre.slug, town, kind) if part)}.pdf"
    return paper.answer(request, "centres/paper/booklet.html", [context], filename=filename, shared_as=shared)
