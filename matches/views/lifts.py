"""A lift for oneself, and a driver's run sheet."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.models import Centre
from core import clock, dates, paper
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from matches.forms.lifts import DrivenForm, RideForm
from matches.models import Lift
from matches.services import drivers, lifts
from matches.services.drivers import Sheet
from people.guards import person_required
from people.models import Person

SIZES = (16, 14, 12)
LARGE = 18
form_view = require_http_methods(["GET", "HEAD", "POST"])


# --- For oneself -----------------------------------------------------------------------------------------


@form_view
@private
@person_required
def ask(request: Request) -> HttpResponse:
    """Where to, and when; the centre looks for a driver. There where a centre of theirs arranges lifts."""
    person = get_object_or_404(Person.visible_to(request.actor), pk=request.actor.person_id)
    centre: Centre | None = person.centres.filter(arranges_lifts=True).first()
    if centre is None:
        raise Http404
    form = RideForm(posted(request), zone=centre.zone)
    if form.is_valid():
        try:
            lifts.ask(form.ride, person=person, centre=centre, by=request.actor)
        except DomainError as error:
            form.refuse(error, "day")
        else:
            messages.success(request, _("The centre looks for a driver, and you hear who comes."))
            return redirect("my:home")
    return render(request, "matches/lifts/ask.html", {"form": form, "help_centre": centre})


@require_POST
@private
@person_required
def cancel(request: Request, public_id: UUID) -> HttpResponse:
    """I do not need it any more."""
    mine = Lift.visible_to(request.actor).filter(person=request.actor.person_id)
    lift = get_object_or_404(mine.for_rows(), public_id=public_id)
    try:
        lifts.cancel(lift, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("The lift is off, and the driver is told."))
    return redirect("my:home")


# --- For who drives ----------------------------------------------------------------------------------------


def _sheet(request: Request, day: date) -> Sheet:
    """From the day before until it is done; 404 for any other day. Looking is recorded."""
    found = drivers.sheets(request.actor.person_id, now=clock.now())
    sheet = next((one for one in found if one.day == day), None)
    if sheet is None:
        raise Http404
    lifts.view_sheet([lift for lift in sheet.lifts if lift.is_open], by=request.actor)
    return sheet


@require_safe
@private
@person_required
def sheet(request: Request, year: int, month: int, day: int) -> HttpResponse:
    """All lifts of a day by time: whom, from where to where, what comes along."""
    found = _sheet(request, _day(year, month, day))
    return render(request, "matches/lifts/sheet.html", _shown(found))


@require_safe
@private
@person_required
def on_paper(request: Request, year: int, month: int, day: int) -> HttpResponse:
    found = _sheet(request, _day(year, month, day))
    is_large = request.GET.get("size") == "large"
    shown = {**_shown(found), "name": _("Run sheet"), "is_large": is_large}
    shown["lifts"] = [lift for lift in found.lifts if lift.is_open]
    drafts = ({**shown, "size": size} for size in ([LARGE] if is_large else SIZES))
    return paper.answer(
        request,
        "matches/lifts/paper.html",
        drafts,
        filename=f"run-sheet-{found.day}.pdf",
        pages=None if is_large else 1,
    )


def _shown(found: Sheet) -> dict[str, object]:
    centre = found.lifts[0].centre
    return {
        "sheet": found,
        "lifts": found.lifts,
        "title": dates.day(found.day),
        "centre": centre,
        "help_centre": centre,
        "is_due": found.day <= clock.now().astimezone(centre.zone).date(),
    }


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Http404 from error


def _mine(request: Request, public_id: UUID) -> Lift:
    rows = Lift.visible_to(request.actor).filter(driver__person=request.actor.person_id).for_rows()
    found: Lift = get_object_or_404(rows, public_id=public_id)
    return found


@form_view
@private
@person_required
def driven(request: Request, public_id: UUID) -> HttpResponse:
    """Done, or nobody came: with the time on the way."""
    lift = _mine(request, public_id)
    first = {"minutes": lifts.likely_minutes(lift)}
    form = DrivenForm(posted(request), initial=first)
    if form.is_valid():
        came = request.POST.get("came") != "no"
        try:
            lifts.drive(lift, came=came, minutes=form.cleaned_data["minutes"], by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Thank you. It is written down."))
            return redirect("my_champion:home")
    return render(request, "matches/lifts/driven.html", {"form": form, "lift": lift, "help_centre": lift.centre})


@require_POST
@private
@person_required
def give_back(request: Request, public_id: UUID) -> HttpResponse:
    """I cannot drive: staff look for somebody else."""
    try:
        lifts.give_back(_mine(request, public_id), by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Thank you for telling us. Staff look for somebody else."))
    return redirect("my_champion:home")
