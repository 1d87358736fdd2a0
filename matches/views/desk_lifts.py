"""Lifts at the desk: who needs one, who drives."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.models import Booking
from centres.models import Centre
from core import audit, clock
from core.actors import CARE_ROLES
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from matches.forms.lifts import AssignForm, ChangeRideForm, RideForm
from matches.models import Lift
from matches.services import drivers, lifts
from people import context
from people.guards import staff_required
from people.models import Person

PER_PAGE = 40
form_view = require_http_methods(["GET", "HEAD", "POST"])


def _centre(request: Request) -> Centre:
    centre = context.frame(request).centre
    if centre is None:
        raise PermissionDenied
    return centre


def _lift(request: Request, public_id: UUID) -> Lift:
    rows = Lift.visible_to(request.actor).at(request.actor.centre_id).for_rows()
    found: Lift = get_object_or_404(rows, public_id=public_id)
    return found


@require_safe
@private
@staff_required(*CARE_ROLES)
def lift_list(request: Request) -> HttpResponse:
    """What is open, soonest first, and whose places come with a wish that nobody has arranged yet. Six queries beside
    the frame's."""
    centre, now = _centre(request), clock.now()
    rows = Lift.visible_to(request.actor).at(centre.pk).open().filter(pick_up_at__gt=now - lifts.EARLY).for_rows()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    wished = lifts.wished(centre, by=request.actor, now=now)
    people = {lift.person_id for lift in page} | {booking.person_id for booking in wished}
    audit.record_many("person.listed", by=request.actor, person_ids=sorted(people))
    return render(request, "matches/desk/lifts.html", {"page": page, "wished": wished})


@form_view
@private
@staff_required(*CARE_ROLES)
def to_place(request: Request, public_id: UUID) -> HttpResponse:
    """A lift to a date where somebody has a place: filled in with what we know of it."""
    rows = Booking.visible_to(request.actor).filter(session__centre=request.actor.centre_id)
    rows = rows.select_related("session__activity", "session__centre", "session__venue", "person")
    booking = get_object_or_404(rows, public_id=public_id)
    session, venue = booking.session, booking.session.venue
    there = [venue.street, venue.town] if venue else []
    first = {
        "day": session.local_start.date(),
        "start_time": (session.local_start - lifts.BEFORE).time(),
        "return_time": session.local_end.time(),
        "drop_off": ", ".join(filter(None, [session.centre.name, *there])),
        "pick_up": lifts.known_address(booking.person_id, centre_id=session.centre_id),
        "seats": booking.seats,
    }
    return _ask(request, booking.person, first, booking)


@form_view
@private
@staff_required(*CARE_ROLES)
def for_person(request: Request, public_id: UUID) -> HttpResponse:
    """A lift on its own."""
    rows = Person.visible_to(request.actor).filter(centres=request.actor.centre_id)
    person = get_object_or_404(rows, public_id=public_id)
    pick_up = lifts.known_address(person.pk, centre_id=request.actor.centre_id)
    return _ask(request, person, {"pick_up": pick_up}, None)


def _ask(request: Request, person: Person, first: dict[str, object], booking: Booking | None) -> HttpResponse:
    centre = _centre(request)
    form = RideForm(posted(request), zone=centre.zone, initial=first)
    if form.is_valid():
        try:
            lift = lifts.ask(form.ride, person=person, centre=centre, booking=booking, by=request.actor)
        except DomainError as error:
            form.refuse(error, "day")
        else:
            return redirect("desk_lifts:lift", lift.public_id)
    audit.record("person.viewed", by=request.actor, subject=person, person_id=person.pk, page="lift")
    shown = {"form": form, "person": person, "session": booking.session if booking else None}
    return render(request, "matches/desk/lift_form.html", shown)


@form_view
@private
@staff_required(*CARE_ROLES)
def lift(request: Request, public_id: UUID) -> HttpResponse:
    """All about it, and who could drive: who is free that day stands first."""
    found = _lift(request, public_id)
    able = drivers.for_lift(found) if found.is_open else []
    form = AssignForm(posted(request), drivers=able, initial={"driver": found.driver_id, "seen": found.revision})
    if form.is_valid():
        driver = form.by_id[form.cleaned_data["driver"]].champion
        try:
            lifts.assign(found, driver=driver, seen=form.cleaned_data["seen"], by=request.actor)
        except DomainError as error:
            form.refuse(error, "driver")
        else:
            messages.success(request, _("Both are told: who drives, and whom the lift is for."))
            return redirect("desk_lifts:list")
    audit.record("person.viewed", by=request.actor, subject=found, person_id=found.person_id, page="lift")
    return render(request, "matches/desk/lift.html", {"lift": found, "form": form, "drivers": able})


@form_view
@private
@staff_required(*CARE_ROLES)
def change(request: Request, public_id: UUID) -> HttpResponse:
    found = _lift(request, public_id)
    form = ChangeRideForm.of(found, posted(request))
    if form.is_valid():
        try:
            lifts.change(found, form.ride, seen=form.cleaned_data["seen"], by=request.actor)
        except DomainError as error:
            form.refuse(error, "day")
        else:
            messages.success(request, _("Saved."))
            return redirect("desk_lifts:lift", public_id)
    audit.record("person.viewed", by=request.actor, subject=found, person_id=found.person_id, page="lift")
    return render(request, "matches/desk/lift_form.html", {"form": form, "person": found.person, "lift": found})


@require_POST
@private
@staff_required(*CARE_ROLES)
def cancel(request: Request, public_id: UUID) -> HttpResponse:
    try:
        lifts.cancel(_lift(request, public_id), by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("The lift is off, and everybody whom it touches is told."))
    return redirect("desk_lifts:list")
