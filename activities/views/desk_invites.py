"""Asking champions to call people or meet them at the door, and what comes of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.invites import AskForm, DoorForm, WhatForm
from activities.models import InviteCall
from activities.presenters import asked_calls as shown
from activities.services import call_choices, invite_calls, through_line
from core import audit, clock
from core.actors import CARE_ROLES
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from people import wordings
from people.guards import staff_required
from people.models import Person
from people.models.consent import Purpose
from people.services import consents

PER_PAGE = 30
ENDED_SHOWN = 20
form_view = require_http_methods(["GET", "HEAD", "POST"])


def _person(request: Request, public_id: UUID) -> Person:
    """Somebody whom the centre knows; for the others 404."""
    here = Person.visible_to(request.actor).filter(centres=request.actor.centre_id)
    found: Person = get_object_or_404(here.distinct(), public_id=public_id)
    return found


@require_safe
@private
@staff_required(*CARE_ROLES)
def asked_list(request: Request) -> HttpResponse:
    """What is asked, longest first; what came of the last ones."""
    now = clock.now()
    here = InviteCall.visible_to(request.actor).at_desk(request.actor.centre_id)
    page = Paginator(here.open().order_by("asked_at", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    ended = list(here.ended()[:ENDED_SHOWN])
    live = set(here.live(now).values_list("pk", flat=True))
    people = {call.person_id for call in (*page.object_list, *ended)}
    audit.record_many("person.listed", by=request.actor, person_ids=sorted(people))
    lines = shown.lines(page.object_list, live=live, now=now)
    context = {"page": page, "lines": lines, "ended": shown.lines(ended, live=live, now=now)}
    return render(request, "activities/invite/list.html", context)


@require_safe
@private
@staff_required(*CARE_ROLES)
def asked(request: Request, public_id: UUID) -> HttpResponse:
    """One of them: who, whom, what came of it so far."""
    found, now = _found(request, public_id), clock.now()
    is_live = InviteCall.visible_to(request.actor).live(now).filter(pk=found.pk).exists()
    audit.record("person.listed", by=request.actor, subject=found, person_id=found.person_id)
    words, colour = shown.status(found, is_live, now)
    context = {
        "call": found,
        "status": words,
        "colour": colour,
        "facts": shown.facts(found),
        "steps": shown.history(found),
    }
    return render(request, "activities/invite/asked.html", context)


@require_POST
@private
@staff_required(*CARE_ROLES)
def take_back(request: Request, public_id: UUID) -> HttpResponse:
    """Not any more; or somebody else: then the next page asks whom."""
    found = _found(request, public_id)
    try:
        invite_calls.take_back(found, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Taken back. The champion is told."))
    if "again" in request.POST:
        return redirect("desk_invites:call" if found.is_invite else "desk_invites:door", found.person.public_id)
    return redirect("desk_invites:list")


@require_POST
@private
@staff_required(*CARE_ROLES)
def agree(request: Request, public_id: UUID) -> HttpResponse:
    """The person said, asked in person or on the telephone, that a volunteer may call or meet them."""
    person = _person(request, public_id)
    consents.give(person=person, purpose=Purpose.CHAMPION_CALLS, by=request.actor, wording=wordings.INVITE)
    messages.success(request, _("Written down. They can take it back at any time."))
    return redirect("desk_invites:door" if "door" in request.POST else "desk_invites:call", person.public_id)


@form_view
@private
@staff_required(*CARE_ROLES)
def call(request: Request, public_id: UUID) -> HttpResponse:
    """First to what; then who, with words to begin with. What is chosen goes along with the form, in no address."""
    person, now = _person(request, public_id), clock.now()
    if why := _why_not(person):
        return _not_yet(request, person, why)
    what = WhatForm(posted(request), groups=call_choices.groups(by=request.actor, now=now))
    if not what.is_valid():
        return render(request, "activities/invite/what.html", {"person": person, "form": what})
    activity, session = what.chosen
    may_name = what.cleaned_data["may_name"]
    form = _ask_form(request, person, what)
    if form.is_valid():
        try:
            invite_calls.ask(
                person=person, activity=activity, session=session, may_name=may_name, by=request.actor, **form.order
            )
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The champion is asked. You see here what comes of it."))
            return redirect("desk_invites:list")
    title = call_choices.moment(session) if session else ""
    context = {"person": person, "form": form, "what": what, "activity": activity, "when": title}
    return render(request, "activities/invite/ask.html", context)


def _ask_form(request: Request, person: Person, what: WhatForm) -> AskForm:
    activity, session = what.chosen
    now = clock.now()
    may_name = what.cleaned_data["may_name"]
    return AskForm(
        request.POST if "script" in request.POST else None,
        candidates=call_choices.candidates(person, centre_id=activity.centre_id, now=now),
        points=call_choices.numbers(person),
        offers_line=through_line.is_offered(activity.centre),
        first_day=now.astimezone(activity.centre.zone).date(),
        initial={"script": call_choices.suggested_script(person, activity, session, may_name=may_name)},
    )


@form_view
@private
@staff_required(*CARE_ROLES)
def door(request: Request, public_id: UUID) -> HttpResponse:
    """Somebody to come in with."""
    person, now = _person(request, public_id), clock.now()
    if why := _why_not(person, needs_number=False):
        return _not_yet(request, person, why, is_door=True)
    places = call_choices.places(person, by=request.actor, now=now)
    candidates = call_choices.candidates(person, centre_id=request.actor.centre_id or 0, now=now)
    form = DoorForm(posted(request), places=places, candidates=candidates, initial={"where": _("At the front door")})
    if form.is_valid():
        try:
            invite_calls.accompany(by=request.actor, **form.order)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The champion is asked, and the person is told who will be there."))
            return redirect("desk_invites:list")
    return render(request, "activities/invite/door.html", {"person": person, "form": form, "places": places})


def _why_not(person: Person, *, needs_number: bool = True) -> str:
    """What has to be settled first, as the code of the error; empty where nothing has."""
    if call_choices.wants_no_contact(person):
        return "wants_no_contact"
    if not call_choices.agrees(person):
        return "no_consent_to_calls"
    return "no_number_to_call" if needs_number and not call_choices.numbers(person) else ""


def _not_yet(request: Request, person: Person, why: str, **context: Any) -> HttpResponse:
    words = DomainError(why).words
    return render(request, "activities/invite/not_yet.html", {"person": person, "why": why, "words": words, **context})


def _found(request: Request, public_id: UUID) -> InviteCall:
    here = InviteCall.visible_to(request.actor).at_desk(request.actor.centre_id)
    found: InviteCall = get_object_or_404(here, public_id=public_id)
    return found
