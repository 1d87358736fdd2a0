"""One whole date: another time or place, its seats, who stands in. Whom it touches is shown before it happens."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from activities import schedules
from activities.forms.dates import ExtraDateForm, MoveForm, ResizeForm, ThisTimeForm
from activities.models import Activity, Session
from activities.services import clashes, impact, sessions
from activities.services.impact import Impact
from activities.services.timetable import Wanted
from activities.views import wish
from centres.services.closures import closed_days
from core import audit, dates
from core.actors import Role
from core.errors import DomainError
from core.http import Request, posted
from core.policies import require
from people.guards import staff_required
from people.locks import named

form_view = require_http_methods(["GET", "HEAD", "POST"])


def look_at(request: Request, found: Impact) -> Impact:
    """Everybody whom a change touches; the look is recorded."""
    audit.record_many(
        "person.listed", by=request.actor, person_ids=named(reach.booking.person_id for reach in found.reaches)
    )
    return found


def after(activity_id: int, touched: Impact) -> HttpResponse:
    """On to the calls that are owed now, where there are any."""
    if touched.to_call:
        return redirect("desk_calls:list")
    return redirect("desk_activities:activity", activity_id)


@form_view
@staff_required(Role.COORDINATOR, Role.MANAGER)
def move(request: Request, public_id: UUID) -> HttpResponse:
    """Another day, time or room: asked, then shown with what it means, then done."""
    found = _session(request, public_id)
    form = MoveForm(posted(request), session=found)
    touched = look_at(request, impact.of(found, by=request.actor))
    asked = wish.answered_by(request, found.activity, form)
    shown = {"session": found, "form": form, "impact": touched, "wish": asked}
    if form.is_valid():
        if "sure" in request.POST:
            try:
                sessions.move(found, **form.cleaned_data, by=request.actor)
            except DomainError as error:
                form.refuse(error, "day")
            else:
                messages.success(request, _("The date is changed."))
                wish.settle(request, asked)
                return after(found.activity_id, touched)
        else:
            meaning = _meaning(found, form)
            if meaning["is_new"]:
                return render(request, "activities/desk/move_sure.html", shown | meaning)
            form.add_error("day", _("This is when it is now. Choose another day, time or room."))
    return render(request, "activities/desk/move.html", shown)


def _meaning(session: Session, form: MoveForm) -> dict[str, object]:
    """The new time in words, and what speaks against it. Nothing of it forbids the move."""
    asked = form.cleaned_data
    venue, zone = asked["venue"] or session.venue, session.centre.zone
    slot = schedules.slot(asked["day"], asked["start_time"], asked["minutes"], zone)
    there = Wanted(session.original_date, slot, venue.pk if venue else None, session.capacity)
    return {
        "is_new": there.time_and_place != (session.starts_at, session.ends_at, session.venue_id),
        "new_time": dates.when(slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)),
        "venue": venue,
        "clashes": clashes.of_date(session, there),
        "closed": closed_days(session.centre, slot.day, slot.day).get(slot.day),
    }


@form_view
@staff_required(Role.COORDINATOR, Role.MANAGER)
def resize(request: Request, public_id: UUID) -> HttpResponse:
    """More or fewer seats on one date."""
    found = _session(request, public_id)
    form = ResizeForm(posted(request), initial={"capacity": found.capacity})
    asked = wish.answered_by(request, found.activity, form)
    if form.is_valid():
        try:
            sessions.resize(found, capacity=form.cleaned_data["capacity"], by=request.actor)
        except DomainError as error:
            form.refuse(error, "capacity")
        else:
            messages.success(request, _("The seats are changed. Whoever waits is offered what became free."))
            wish.settle(request, asked)
            return redirect("desk_activities:activity", found.activity_id)
    return render(request, "activities/desk/resize.html", {"session": found, "form": form, "wish": asked})


@form_view
@staff_required(Role.COORDINATOR, Role.MANAGER)
def this_time(request: Request, public_id: UUID) -> HttpResponse:
    """Who stands in at one date, and a word about it."""
    found = _session(request, public_id)
    form = ThisTimeForm(posted(request), session=found, by_staff=True)
    asked = wish.answered_by(request, found.activity, form)
    if form.is_valid():
        try:
            sessions.tell_apart(found, **form.cleaned_data, by=request.actor)
        except DomainError as error:
            form.refuse(error, "substitute")
        else:
            messages.success(request, _("Saved."))
            wish.settle(request, asked)
            return redirect("desk_activities:activity", found.activity_id)
    return render(request, "activities/desk/this_time.html", {"session": found, "form": form, "wish": asked})


@form_view
@staff_required(Role.COORDINATOR, Role.MANAGER)
def reinstate(request: Request, public_id: UUID) -> HttpResponse:
    """A cancelled date happens after all: shown whom it touches, then done."""
    found = _session(request, public_id)
    touched = look_at(request, impact.of(found, by=request.actor))
    if request.method == "POST":
        try:
            sessions.reinstate(found, by=request.actor)
        except DomainError as error:
            messages.error(request, error.words)
        else:
            messages.success(request, _("The date takes place after all."))
        return after(found.activity_id, touched)
    return render(request, "activities/desk/reinstate.html", {"session": found, "impact": touched})


@form_view
@staff_required(Role.COORDINATOR, Role.MANAGER)
def add(request: Request, pk: int) -> HttpResponse:
    """One more date of a group."""
    here = Activity.visible_to(request.actor).at_desk(request.actor.centre_id).published()
    found = get_object_or_404(here, pk=pk)
    require(request.actor, "activities.change_session", found)
    form = ExtraDateForm(posted(request), activity=found)
    if form.is_valid():
        try:
            sessions.add(found, **form.cleaned_data, capacity=found.capacity, by=request.actor)
        except DomainError as error:
            form.refuse(error, "day")
        else:
            messages.success(request, _("The date is added."))
            return redirect("desk_activities:activity", found.pk)
    return render(request, "activities/desk/add_date.html", {"activity": found, "form": form})


def _session(request: Request, public_id: UUID) -> Session:
    found = get_object_or_404(Session.visible_to(request.actor).with_place(), public_id=public_id)
    require(request.actor, "activities.change_session", found)
    return found
