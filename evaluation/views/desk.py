"""Staff ask, by telephone or in person, and copy what came on paper."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core import audit
from core.headers import private
from core.http import Request
from core.policies import may
from evaluation.models import Sitting, Way
from evaluation.models.sitting import SittingQuerySet
from evaluation.views import pages
from evaluation.views.pages import STAFF_WAYS, Door
from people.guards import staff_required
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import WALKERS

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
@private
@staff_required(*WALKERS)
def start(request: Request, public_id: UUID, way: str) -> HttpResponse:
    return pages.start(request, _door(request, public_id, way))


@form_view
@private
@staff_required(*WALKERS)
def page(request: Request, public_id: UUID, way: str, number: int) -> HttpResponse:
    return pages.page(request, _door(request, public_id, way), number)


@form_view
@private
@staff_required(*WALKERS)
def end(request: Request, public_id: UUID, way: str) -> HttpResponse:
    return pages.end(request, _door(request, public_id, way))


@require_POST
@private
@staff_required(*WALKERS)
def decline(request: Request, public_id: UUID, way: str) -> HttpResponse:
    return pages.decline(request, _door(request, public_id, way))


def at_desk(request: Request) -> SittingQuerySet:
    """Those of the centre where the actor works. Their own, where they are a client too, is on *My page*."""
    actor = request.actor
    rows: SittingQuerySet = Sitting.visible_to(actor).filter(centre=actor.centre_id)
    return rows.exclude(person=actor.person_id) if actor.person_id else rows


def of_request(request: Request, public_id: UUID) -> Sitting:
    """Not for whoever leads a group of this person, even where they see the record."""
    rows = at_desk(request).select_related("person", "centre", "case__prescription")
    found: Sitting = get_object_or_404(rows, public_id=public_id)
    if not may(request.actor, "evaluation.answer", found):
        raise PermissionDenied
    return found


def _door(request: Request, public_id: UUID, way: str) -> Door:
    if way not in STAFF_WAYS:
        raise Http404
    found = of_request(request, public_id)
    audit.record("sitting.viewed", by=request.actor, subject=found, person_id=found.person_id)
    args = {"public_id": public_id, "way": way}
    back = reverse("desk_cases:case", args=[found.case.prescription.public_id])
    agrees = consents.stands(found.person, Purpose.EVALUATION)
    return Door(found, request.actor, Way(way), "desk_measures", args, back, agrees=agrees)
