"""Visits at the desk: what alarms, what is on today, what is to follow up, and the visits of one match."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit, clock
from core.actors import CARE_ROLES, MANAGERS
from core.errors import DomainError, Moved
from core.headers import private
from core.http import Request, posted
from matches import seen
from matches.forms.visits import CloseForm, OnCallForm
from matches.models import Alert, Match, Visit, VisitLog, VisitState
from matches.models.visit import ADDRESS
from matches.services import checking, visit_logs
from matches.views import planning
from matches.views.planning import DESK
from people import context, locks
from people.guards import staff_required
from people.services import staff

PER_PAGE = 30
form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private
@staff_required(*CARE_ROLES)
def today(request: Request) -> HttpResponse:
    """What alarms, who is out today, and what visitors asked staff to follow up. Four queries beside the frame's."""
    centre = context.frame(request).centre
    if centre is None:
        raise PermissionDenied
    now = clock.now()
    start = datetime.combine(now.astimezone(centre.zone).date(), time(), centre.zone)
    here = Visit.visible_to(request.actor).filter(match__centre=centre).exclude(state=VisitState.CANCELLED)
    day = here.filter(starts_at__gte=start, starts_at__lt=start + timedelta(days=1))
    shown = {
        "alerts": seen.without_names(Alert.visible_to(request.actor).open().for_rows()),
        "visits": list(day.for_rows().order_by("starts_at", "pk")),
        "logs": list(VisitLog.visible_to(request.actor).filter(visit__match__centre=centre).to_follow_up().for_rows()),
    }
    named = [*shown["visits"], *(log.visit for log in shown["logs"]), *(alert.visit for alert in shown["alerts"])]
    people = locks.named(pk for one in named for pk in (one.person_id, one.match.champion.person_id))
    audit.record_many("person.listed", by=request.actor, person_ids=people)
    return render(
        request, "matches/desk/today.html", {**shown, "day": start.date(), "may_name": request.actor.has(*MANAGERS)}
    )


# --- Alerts ---------------------------------------------------------------------------------------------


def _alert(request: Request, pk: int) -> Alert:
    rows = Alert.visible_to(request.actor).for_rows()
    rows = rows.prefetch_related(
        "visit__match__champion__person__contact_points", "visit__match__request__person__contact_points"
    )
    found: Alert = get_object_or_404(rows, pk=pk)
    seen.without_names([found])
    return found


@form_view
@private
@staff_required(*CARE_ROLES)
def alert(request: Request, pk: int) -> HttpResponse:
    """The plan that was agreed, the address, and the numbers to call; sent, it is closed with what had happened."""
    found = checking.view(_alert(request, pk), by=request.actor)
    form = CloseForm(posted(request))
    if form.is_valid():
        try:
            checking.close(found, outcome=form.cleaned_data["outcome"], by=request.actor)
        except DomainError as error:
            form.refuse(error, "outcome")
        else:
            messages.success(request, _("The alert is closed."))
            return redirect("desk_visits:today")
    match = found.visit.match
    asked = match.request
    shown = {"alert": found, "visit": found.visit, "match": match, "asked": asked, "form": form}
    return render(request, "matches/desk/alert.html", shown)


@require_POST
@private
@staff_required(*CARE_ROLES)
def take(request: Request, pk: int) -> HttpResponse:
    """I look into it."""
    try:
        checking.take(_alert(request, pk), by=request.actor)
    except Moved as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("The others see that you look into it."))
    return redirect("desk_visits:alert", pk)


@form_view
@private
@staff_required(*MANAGERS)
def on_call(request: Request) -> HttpResponse:
    """Who is told at any hour."""
    centre = context.frame(request).centre
    if centre is None:
        raise PermissionDenied
    named = [user.pk for user in staff.on_call(centre.pk)]
    form = OnCallForm(posted(request), staff=staff.who_could_hear(centre.pk), initial={"users": named})
    if form.is_valid():
        staff.put_on_call(centre=centre, users=form.chosen, by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("desk_visits:today")
    return render(request, "matches/desk/on_call.html", {"form": form})


@require_POST
@private
@staff_required(*CARE_ROLES)
def followed_up(request: Request, pk: int) -> HttpResponse:
    """What a visitor asked for is looked after."""
    log = get_object_or_404(VisitLog.visible_to(request.actor).for_rows(), pk=pk)
    visit_logs.settle(log, by=request.actor)
    messages.success(request, _("Saved."))
    return redirect("desk_visits:today")


# --- The visits of a match ---------------------------------------------------------------------------------


def _match(request: Request, public_id: UUID) -> Match:
    rows = Match.visible_to(request.actor).filter(centre=request.actor.centre_id)
    rows = rows.select_related("request__person", "champion__person", "centre")
    rows = rows.defer(*(f"request__{name}" for name in ADDRESS))
    found: Match = get_object_or_404(rows, public_id=public_id)
    return found


def _visit(request: Request, public_id: UUID) -> Visit:
    rows = Visit.visible_to(request.actor).filter(match__centre=request.actor.centre_id).for_rows()
    found: Visit = get_object_or_404(rows, public_id=public_id)
    return found


@require_safe
@private
@staff_required(*CARE_ROLES)
def of_match(request: Request, public_id: UUID) -> HttpResponse:
    """What is planned and what was. What tells of a worry stands on the list of those who hear of it."""
    match, now = _match(request, public_id), clock.now()
    rows = Visit.visible_to(request.actor).filter(match=match).for_rows().next_first(now)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    people = [match.request.person_id, match.champion.person_id]
    audit.record_many("person.listed", by=request.actor, person_ids=people)
    return render(request, "matches/desk/match_visits.html", {"match": match, "page": page, "now": now})


@form_view
@private
@staff_required(*CARE_ROLES)
def plan(request: Request, public_id: UUID) -> HttpResponse:
    return planning.plan(request, _match(request, public_id), DESK)


@form_view
@private
@staff_required(*CARE_ROLES)
def move(request: Request, public_id: UUID) -> HttpResponse:
    return planning.move(request, _visit(request, public_id), DESK)


@form_view
@private
@staff_required(*CARE_ROLES)
def cancel(request: Request, public_id: UUID) -> HttpResponse:
    return planning.cancel(request, _visit(request, public_id), DESK)


@form_view
@private
@staff_required(*CARE_ROLES)
def log(request: Request, public_id: UUID) -> HttpResponse:
    """Staff write it for a visitor who tells them. Words that tell of a worry are for who hears of worries alone."""
    visit = _visit(request, public_id)
    written = getattr(visit, "log", None)
    if written and not VisitLog.visible_to(request.actor).filter(pk=written.pk).exists():
        raise PermissionDenied
    return planning.log(request, visit, DESK)
