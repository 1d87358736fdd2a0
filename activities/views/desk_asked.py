"""What leaders ask of staff: a list, each wish with the way to do it, and the answer. Link workers see the hard
conversations that are told to them, and nothing else."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.wishes import DoneForm, NotPossibleForm
from activities.models import ChangeRequest
from activities.models.change_request import IN_WORDS, OF_ONE_DATE
from activities.presenters import wishes
from activities.services import change_requests
from core import audit
from core.actors import CARE_ROLES
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from core.policies import may, require
from people.guards import staff_required

PER_PAGE = 30
ANSWERED_SHOWN = 10


@require_safe
@private
@staff_required(*CARE_ROLES)
def asked_list(request: Request) -> HttpResponse:
    """What waits, oldest first; what was answered lately."""
    here = ChangeRequest.visible_to(request.actor).at_desk(request.actor.centre_id)
    page = Paginator(here.open(), PER_PAGE).get_page(request.GET.get("page"))
    answered = list(here.answered()[:ANSWERED_SHOWN])
    people = {row.person_id for row in (*page.object_list, *answered) if row.person_id}
    audit.record_many("person.listed", by=request.actor, person_ids=sorted(people))
    return render(request, "activities/desk/asked_list.html", {"page": page, "answered": answered})


@require_safe
@private
@staff_required(*CARE_ROLES)
def asked(request: Request, public_id: UUID) -> HttpResponse:
    """One wish: in words, with the form of the desk that does it."""
    return _show(request, _found(request, public_id), DoneForm())


@require_POST
@private
@staff_required(*CARE_ROLES)
def done(request: Request, public_id: UUID) -> HttpResponse:
    """Done by hand, for what no form does."""
    found = _found(request, public_id)
    require(request.actor, "activities.answer_change", found)
    form = DoneForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    try:
        change_requests.fulfil(found, reply=form.cleaned_data["reply"], by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Whoever asked is told that it is done."))
    return redirect("desk_asked:list")


@require_http_methods(["GET", "HEAD", "POST"])
@private
@staff_required(*CARE_ROLES)
def not_possible(request: Request, public_id: UUID) -> HttpResponse:
    """Say why not."""
    found = _found(request, public_id)
    require(request.actor, "activities.answer_change", found)
    form = NotPossibleForm(posted(request))
    if form.is_valid():
        try:
            change_requests.decline(found, reply=form.cleaned_data["reply"], by=request.actor)
        except DomainError as error:
            messages.error(request, error.words)
        else:
            messages.success(request, _("Whoever asked is told, and reads why on their page."))
        return redirect("desk_asked:list")
    return render(request, "activities/desk/not_possible.html", {"asked": found, "form": form})


def _show(request: Request, found: ChangeRequest, form: DoneForm) -> HttpResponse:
    if found.person_id:
        audit.record("person.listed", by=request.actor, subject=found.person, person_id=found.person_id)
    shown = {
        "asked": found,
        "facts": wishes.facts(found),
        "form": form,
        "way": _way(found),
        "may_answer": may(request.actor, "activities.answer_change", found),
    }
    return render(request, "activities/desk/asked.html", shown)


def _way(found: ChangeRequest) -> str:
    """The form of the desk that does it, filled in; empty where there is none, or the date is gone."""
    thing = found.session.public_id if found.session else found.activity_id
    is_gone = found.wish in OF_ONE_DATE and found.session is None
    if found.wish in IN_WORDS or is_gone or not found.is_open:
        return ""
    return f"{reverse(f'desk_activities:{found.wish}', args=[thing])}?wish={found.public_id}"


def _found(request: Request, public_id: UUID) -> ChangeRequest:
    here = ChangeRequest.visible_to(request.actor).at_desk(request.actor.centre_id)
    found: ChangeRequest = get_object_or_404(here, public_id=public_id)
    return found
