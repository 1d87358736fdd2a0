"""One whole date: moving it, and its seats. Whom it touches is shown before anything happens."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from activities import schedules
from activities.forms.dates import MoveForm, ResizeForm
from activities.models import Session
from activities.schedules import Slot
from activities.services import impact, rooms, sessions
from activities.services.impact import Impact
from centres.services.closures import closed_days
from core import audit, dates
from core.actors import Role
from core.errors import DomainError
from core.http import Request, posted
from core.policies import require
from people.guards import staff_required

form_view = require_http_methods(["GET", "HEAD", "POST"])


def look_at(request: Request, found: Impact) -> Impact:
    """Everybody whom a change touches; the look is recorded."""
    audit.record_many(
        "person.listed", by=request.actor, person_ids=[reach.booking.person_id for reach in found.reaches]
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
    start = found.local_start
    now_at = {"day": start.date(), "start_time": start.time()}
    form = MoveForm(posted(request), initial=now_at, centre_id=found.centre_id)
    touched = look_at(request, impact.of(found))
    shown = {"session": found, "form": form, "impact": touched}
    if form.is_valid():
        day, start_time, venue = form.wanted
        if "sure" in request.POST:
            try:
                sessions.move(found, day=day, start_time=start_time, venue=venue, by=request.actor)
            except DomainError as error:
                form.refuse(error, "day")
            else:
                messages.success(request, _("The date is moved."))
                return after(found.activity_id, touched)
        else:
            minutes = int((found.ends_at - found.starts_at).total_seconds() // 60)
            slot = schedules.slot(day, start_time, minutes, found.centre.zone)
            if slot.starts_at != found.starts_at or venue not in {None, found.venue}:
                return render(request, "activities/desk/move_sure.html", shown | _meaning(found, slot, form))
            form.add_error("day", _("This is when it is now. Choose another day, time or room."))
    return render(request, "activities/desk/move.html", shown)


def _meaning(session: Session, slot: Slot, form: MoveForm) -> dict[str, object]:
    """The new time in words, and what speaks against it. Nothing of it forbids the move."""
    venue = form.cleaned_data["venue"] or session.venue
    zone = session.centre.zone
    return {
        "new_time": dates.when(slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)),
        "venue": venue,
        "clashes": rooms.clashing(session, slot, venue),
        "closed": closed_days(session.centre, slot.day, slot.day).get(slot.day),
    }


@form_view
@staff_required(Role.COORDINATOR, Role.MANAGER)
def resize(request: Request, public_id: UUID) -> HttpResponse:
    """More or fewer seats on one date."""
    found = _session(request, public_id)
    form = ResizeForm(posted(request), initial={"capacity": found.capacity})
    if form.is_valid():
        try:
            sessions.resize(found, capacity=form.cleaned_data["capacity"], by=request.actor)
        except DomainError as error:
            form.refuse(error, "capacity")
        else:
            messages.success(request, _("The seats are changed. Whoever waits is offered what became free."))
            return redirect("desk_activities:activity", found.activity_id)
    return render(request, "activities/desk/resize.html", {"session": found, "form": form})


def _session(request: Request, public_id: UUID) -> Session:
    found = get_object_or_404(Session.visible_to(request.actor).with_place(), public_id=public_id)
    require(request.actor, "activities.change_session", found)
    return found
