"""A prescription at the desk: the list, its page, its slip, the place that is booked at once, and revoking it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit, clock, paper
from core.actors import CARE_ROLES
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from core.policies import may
from people.guards import staff_required
from prescriptions import presenters, sections
from prescriptions.forms.showing import RevokeForm, SearchForm, SlipForm
from prescriptions.models import WALKERS, WRITERS, Prescription, Told
from prescriptions.models.prescription import PrescriptionQuerySet
from prescriptions.services import fitting, intake, taking_part, word_reading
from prescriptions.slip import Slip

PER_PAGE = 30
form_view = require_http_methods(["GET", "HEAD", "POST"])
SIZES = (14, 13, 12, 11, 10)  # points: the largest with which the slip stays half a page
LARGE = (22, 20, 18)


def at_desk(request: Request) -> PrescriptionQuerySet:
    """Those that the actor sees as staff of the centre where they work: whoever is a client as well sees their own on
    *My page*."""
    rows: PrescriptionQuerySet = Prescription.visible_to(request.actor).filter(centre=request.actor.centre_id)
    return rows.exclude(person=request.actor.person_id) if request.actor.person_id else rows


def of_request(request: Request, public_id: UUID) -> Prescription:
    found: Prescription = get_object_or_404(at_desk(request).with_all_named(), public_id=public_id)
    return found


@require_safe
@private
@staff_required(*WRITERS)
def mine(request: Request) -> HttpResponse:
    """What a provider wrote, newest first; to those who walk with clients, all of the centre's."""
    rows = at_desk(request).newest_first().select_related("person")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    audit.record_many("person.listed", by=request.actor, person_ids=[row.person_id for row in page])
    shown = {
        "form": SearchForm(),
        "page": page,
        "lines": presenters.lines(page, word_reading.told_to(request.actor, page)),
        "is_centres": request.actor.has(*WALKERS),
    }
    return render(request, "prescriptions/desk/mine.html", shown)


@require_safe
@private
@staff_required(*WRITERS)
def show(request: Request, public_id: UUID) -> HttpResponse:
    """What was written, what follows now, and what upper rooms and the work on it add."""
    found = of_request(request, public_id)
    now = clock.now()
    audit.record("prescription.viewed", by=request.actor, subject=found, person_id=found.person_id)
    told = word_reading.told_to(request.actor, [found])[found.pk]
    is_open = found.opens_booking(now)
    dates = fitting.dates(found, now=now) if is_open else []
    shown = {
        "prescription": found,
        "person": found.person,
        "is_open": is_open,
        "level": presenters.short_level(found.level),
        "state": presenters.state(found, told),
        "state_colour": presenters.STATE_COLOURS.get(found.state, ""),
        "facts": presenters.facts(found),
        "follows": presenters.follows(found),
        "dates": [(session, presenters.offer(session, is_counted=told == Told.DETAILS)) for session in dates],
        "places": taking_part.places(found, now=now) if told == Told.DETAILS else [],
        "slip_form": SlipForm(is_private=_is_private(found), initial={"language": found.person.language}),
        "sections": [section for section in sections.prescription if section.is_shown(request)],
        "sees_person": request.actor.has(*CARE_ROLES),
        "may_revoke": not found.is_revoked and may(request.actor, "prescriptions.revoke", found),
    }
    return render(request, "prescriptions/desk/show.html", shown)


@require_safe
@private
@staff_required(*WRITERS)
def slip(request: Request, public_id: UUID) -> HttpResponse:
    """Half a page to take home, in the client's language or the other; in large print a whole one."""
    found = of_request(request, public_id)
    if not found.opens_booking(clock.now()):
        raise Http404
    form = SlipForm(request.GET, is_private=_is_private(found))
    wanted = form.cleaned_data if form.is_valid() else {}
    audit.record("prescription.printed", by=request.actor, subject=found, person_id=found.person_id)
    with translation.override(wanted.get("language") or found.person.language):
        is_large = bool(wanted.get("large"))
        context = {
            "name": _("For you, %(name)s") % {"name": found.person.first_name},
            "slip": Slip.of(found, is_named=bool(wanted.get("named"))),
            "centre": found.centre,
            "is_large": is_large,
        }
        drafts = [{**context, "size": size} for size in (LARGE if is_large else SIZES)]
        return paper.answer(request, "prescriptions/paper/slip.html", drafts, filename="slip.pdf", pages=1)


@require_POST
@private
@staff_required(*WRITERS)
def book(request: Request, public_id: UUID) -> HttpResponse:
    """A place at one of the dates that the prescription offers, or in its course, with the client beside one.

    To whoever may not hear what they take part in, every place has the same answer: of a full date, "the place is
    booked" would say that they had one before.
    """
    found, now = of_request(request, public_id), clock.now()
    wanted = request.POST.get("date", "")
    session = next((one for one in fitting.dates(found, now=now) if str(one.public_id) == wanted), None)
    if session is None:
        messages.error(request, DomainError("not_offered").words)
        return redirect("desk_prescriptions:show", found.public_id)
    try:
        booking = taking_part.join(found, session=session, by=request.actor, now=now)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        told = word_reading.told_to(request.actor, [found])[found.pk]
        messages.success(request, presenters.asked_for(booking, told))
    return redirect("desk_prescriptions:show", found.public_id)


@form_view
@private
@staff_required(*WRITERS)
def revoke(request: Request, public_id: UUID) -> HttpResponse:
    """With a reason."""
    found = of_request(request, public_id)
    form = RevokeForm(posted(request))
    if form.is_valid():
        try:
            intake.revoke(found, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("It is revoked. Its code opens nothing any more."))
            return redirect("desk_prescriptions:show", found.public_id)
    audit.record("prescription.viewed", by=request.actor, subject=found, person_id=found.person_id)
    return render(request, "prescriptions/desk/revoke.html", {"prescription": found, "form": form})


def _is_private(prescription: Prescription) -> bool:
    return prescription.activity is not None and prescription.activity.sensitive
