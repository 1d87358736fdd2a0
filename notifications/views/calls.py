"""The people whom staff have to call, and what came of each call."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core import audit
from core.actors import CARE_ROLES
from core.http import Request, way_back
from notifications import presenters
from notifications.forms import CallBackForm, CallForm
from notifications.models import OutboxMessage
from notifications.services import call_backs, calls
from people import context
from people.guards import staff_required
from people.models import Person

LONGEST_ID = 18  # digits; a number that is longer is none of ours


@require_safe
@staff_required(*CARE_ROLES)
def call_list(request: Request) -> HttpResponse:
    """Who waits for our call; whom nothing written can reach, what to say to them, and what was tried."""
    centre = context.frame(request).centre
    if centre is None:
        raise Http404
    waiting, to_make = call_backs.waiting(request.actor), calls.to_make(centre.pk, by=request.actor)
    people = {call.person.pk for call in to_make} | {one.person.pk for one in waiting if one.person}
    audit.record_many("person.listed", by=request.actor, person_ids=people)
    shown = {
        "waiting": [presenters.waiting(one, centre.zone) for one in waiting],
        "calls": [(call, presenters.tries(call.tries, centre.zone)) for call in to_make],
        "form": CallForm(),
        "name": CallBackForm()["name"],
    }
    return render(request, "notifications/calls/list.html", shown)


@require_POST
@staff_required(*CARE_ROLES)
def note(request: Request) -> HttpResponse:
    """Write down a call, about something that was to be said or about nothing in particular."""
    person = get_object_or_404(Person.visible_to(request.actor), public_id=_person_sent(request))
    form = CallForm(request.POST)
    if form.is_valid():
        calls.note(person=person, message=_message(request, person), by=request.actor, **form.cleaned_data)
        messages.success(request, _("The call is written down."))
    else:
        messages.error(request, _("Say what came of the call."))
    return redirect(way_back(request.POST, "desk_calls:list"))


def _person_sent(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("person", ""))
    except ValueError as error:
        raise Http404 from error


def _message(request: Request, person: Person) -> OutboxMessage | None:
    sent = request.POST.get("message", "")
    if not sent.isdecimal():
        return None
    if len(sent) > LONGEST_ID:
        raise Http404
    here = OutboxMessage.visible_to(request.actor).filter(centre=request.actor.centre_id, person=person)
    found: OutboxMessage = get_object_or_404(here, pk=int(sent))
    return found
