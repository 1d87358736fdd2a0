"""How people join a group: changing it, whom that touches, who is invited, and who comes every time."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.joining import JoiningForm
from activities.forms.phone import FindCallerForm
from activities.models import Activity, Booking, Enrolment, Invitation
from activities.services import bookings, enrolments, invitations, joining
from activities.services.joining import Touched, Why
from core import audit
from core.actors import CARE_ROLES, Channel, Role
from core.errors import DomainError
from core.http import Request, posted
from core.policies import require
from notifications.services import reach
from people.guards import staff_required
from people.locks import named
from people.models import Person
from people.services import search

form_view = require_http_methods(["GET", "HEAD", "POST"])


def _activity(request: Request, pk: int) -> Activity:
    return get_object_or_404(Activity.visible_to(request.actor).at_desk(request.actor.centre_id), pk=pk)


def _listed(request: Request, found: list[Touched]) -> None:
    """Each look at somebody's name is recorded."""
    audit.record_many("person.listed", by=request.actor, person_ids=named(one.booking.person_id for one in found))


@form_view
@staff_required(Role.COORDINATOR, Role.MANAGER)
def rules(request: Request, pk: int) -> HttpResponse:
    """Asked; where it touches somebody, shown; then saved."""
    found = _activity(request, pk)
    require(request.actor, "activities.change_joining", found)
    form = JoiningForm(posted(request), activity=found)
    if form.is_valid():
        touched = joining.touched(form.proposed(), by=request.actor)
        if touched and "sure" not in request.POST:
            _listed(request, touched)
            shown = {"activity": found, "form": form, "touched": touched}
            return render(request, "activities/desk/joining_sure.html", shown)
        try:
            joining.change(found, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk_activities:touched" if touched else "desk_activities:activity", found.pk)
    return render(request, "activities/desk/joining.html", {"activity": found, "form": form})


@require_safe
@staff_required(*CARE_ROLES)
def touched(request: Request, pk: int) -> HttpResponse:
    """The places that the rules would not give any more, and what can be done for each."""
    found = _activity(request, pk)
    rows = joining.touched(found, by=request.actor)
    _listed(request, rows)
    return render(request, "activities/desk/touched.html", {"activity": found, "touched": rows})


@require_POST
@staff_required(*CARE_ROLES)
def settle(request: Request, public_id: UUID) -> HttpResponse:
    """Keep one of them, in the way that its reason allows, or cancel it with notice."""
    here = Booking.visible_to(request.actor).filter(session__centre=request.actor.centre_id)
    booking = get_object_or_404(here.select_related("session__activity", "person", "enrolment"), public_id=public_id)
    try:
        if request.POST.get("then") == "cancel":
            bookings.cancel(booking, by=request.actor)
            return _cancelled(request, booking)
        _keep(request, booking)
        messages.success(request, _("They stay."))
    except DomainError as error:
        messages.error(request, error.words)
    return redirect("desk_activities:touched", booking.session.activity_id)


def _cancelled(request: Request, booking: Booking) -> HttpResponse:
    """Whom nothing written can reach has to be called now: nobody loses a place without hearing of it. Their numbers
    stand in their record; a message that waits in the browser names nobody."""
    person = booking.person
    if reach.reaches(person):
        messages.success(request, _("The place is cancelled, and they get a message."))
        return redirect("desk_activities:touched", booking.session.activity_id)
    messages.warning(request, _("The place is cancelled. Nothing written can reach this person: please call now."))
    return redirect("desk:person", person.public_id)


def _keep(request: Request, booking: Booking) -> None:
    activity, actor = booking.session.activity, request.actor
    why = request.POST.get("why")
    if why == Why.NOT_INVITED:
        invitations.invite(activity=activity, person=booking.person, by=actor)
    elif why == Why.ONE_DATE:
        enrolments.enrol(activity=activity, person=booking.person, channel=Channel.DESK, by=actor)
    elif why == Why.THINKING:
        bookings.book(session=booking.session, person=booking.person, channel=Channel.DESK, by=actor)
    elif why == Why.STANDING and booking.enrolment:
        enrolments.end(booking.enrolment, by=actor)
    elif why == Why.NO_SEAT_FOR_COMPANION:
        bookings.change(booking, companions=booking.companions, access_needs=booking.access_needs, by=actor)
    else:
        raise Http404


# --- who is invited, and who comes every time ---------------------------------------------------
@form_view
@staff_required(*CARE_ROLES)
def invite(request: Request, pk: int) -> HttpResponse:
    """Find somebody, and open the group to them."""
    found = _activity(request, pk)
    require(request.actor, "activities.invite", found)
    if "person" in request.POST:
        person = get_object_or_404(Person.visible_to(request.actor), public_id=_uuid(request.POST["person"]))
        invitations.invite(activity=found, person=person, by=request.actor)
        messages.success(request, _("They are invited."))
        return redirect("desk_activities:activity", found.pk)
    text = request.POST.get("q", "").strip()
    people = search.people(text, actor=request.actor) if text else []
    audit.record_many("person.listed", by=request.actor, person_ids=[person.pk for person in people])
    form = FindCallerForm({"q": text} if text else None)
    shown = {"activity": found, "form": form, "text": text, "people": people}
    return render(request, "activities/desk/invite.html", shown)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


@require_POST
@staff_required(*CARE_ROLES)
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Close the group to somebody again; the places that they have stay theirs."""
    here = Invitation.visible_to(request.actor).standing().filter(activity__centre=request.actor.centre_id)
    invitation = get_object_or_404(here.select_related("activity"), pk=pk)
    invitations.withdraw(invitation, by=request.actor)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("desk_activities:activity", invitation.activity_id)


@form_view
@staff_required(*CARE_ROLES)
def end_standing(request: Request, public_id: UUID) -> HttpResponse:
    """Ask first; then end somebody's standing place."""
    here = Enrolment.visible_to(request.actor).active().filter(activity__centre=request.actor.centre_id)
    enrolment = get_object_or_404(here.select_related("activity__centre", "person"), public_id=public_id)
    require(request.actor, "activities.change_enrolment", enrolment)
    if request.method == "POST":
        try:
            enrolments.end(enrolment, by=request.actor)
        except DomainError as error:
            messages.error(request, error.words)
        else:
            messages.success(request, _("The standing place has ended, and its dates are given back."))
        return redirect("desk_activities:activity", enrolment.activity_id)
    audit.record("person.viewed", by=request.actor, person_id=enrolment.person_id, page="standing")
    return render(request, "activities/desk/end_standing.html", {"enrolment": enrolment})
