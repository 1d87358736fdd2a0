"""The centre's groups at the desk, and calling one date off."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities import wording
from activities.forms.review import CancelForm, EndForm
from activities.models import Activity, ActivityState, Session
from activities.presenters import timetables
from activities.services import drafts, freshness, impact, joining, members, publishing, rates, sessions
from activities.views import wish
from activities.views.desk_dates import after, look_at
from core import audit
from core.actors import CARE_ROLES, Role
from core.errors import DomainError
from core.http import Request
from core.policies import require
from people.guards import staff_required

PER_PAGE = 30
DATES_SHOWN = 30


@require_safe
@staff_required(*CARE_ROLES)
def activity_list(request: Request) -> HttpResponse:
    """By title: drafts first, then those on the site."""
    here = Activity.visible_to(request.actor).at_desk(request.actor.centre_id)
    page = Paginator(here, PER_PAGE).get_page(request.GET.get("page"))
    groups = list(page.object_list)
    missing = drafts.missing_in(groups)
    rows = [(one, wording.rule_in_words(one), _words(missing.get(one.pk, []))) for one in groups]
    may_change = request.actor.has(Role.COORDINATOR, Role.MANAGER)
    return render(request, "activities/desk/list.html", {"page": page, "rows": rows, "may_change": may_change})


def _words(missing: list[drafts.Missing]) -> list[str]:
    return [str(one.label) for one in missing]


@require_safe
@staff_required(*CARE_ROLES)
def activity(request: Request, pk: int) -> HttpResponse:
    """One group with its coming dates, and who comes every time or is invited."""
    found = get_object_or_404(Activity.visible_to(request.actor).at_desk(request.actor.centre_id), pk=pk)
    dates = Session.visible_to(request.actor).of_activity(found.pk).upcoming(timezone.now()).with_place()
    dates = dates.select_related("activity", "centre", "venue", "substitute__person")
    people = members.of(found, by=request.actor)
    audit.record_many("person.listed", by=request.actor, person_ids=sorted(people.ids))
    shown = {
        "people": people,
        "touched": len(joining.touched(found, by=request.actor)),
        "activity": found,
        "rule": timetables.in_words(found, now=timezone.now()),
        "dates": list(dates[:DATES_SHOWN]),
        "rates": rates.of_activity(found, now=timezone.now()),
        "is_draft": found.state == ActivityState.DRAFT,
        "missing": _words(drafts.missing_in([found]).get(found.pk, [])),
        "is_on_site": found.state == ActivityState.PUBLISHED,
        "may_change": request.actor.has(Role.COORDINATOR, Role.MANAGER),
    }
    return render(request, "activities/desk/activity.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(Role.COORDINATOR, Role.MANAGER)
def cancel(request: Request, public_id: UUID) -> HttpResponse:
    """Show whom it touches and who cannot be written to; then call the date off."""
    found = get_object_or_404(Session.visible_to(request.actor).with_place(), public_id=public_id)
    form = CancelForm(request.POST or None)
    require(request.actor, "activities.change_session", found)
    touched = look_at(request, impact.of(found, by=request.actor))
    asked = wish.answered_by(request, found.activity, form)
    if _call_off(request, form, found, sessions.cancel, _("The date is cancelled.")):
        wish.settle(request, asked)
        return after(found.activity_id, touched)
    shown = {"session": found, "form": form, "impact": touched, "wish": asked}
    return render(request, "activities/desk/cancel.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(Role.COORDINATOR, Role.MANAGER)
def end(request: Request, pk: int) -> HttpResponse:
    """Show whom it touches and who cannot be written to; then take the group off the site."""
    found = get_object_or_404(Activity.visible_to(request.actor).at_desk(request.actor.centre_id), pk=pk)
    form = EndForm(request.POST or None)
    require(request.actor, "activities.change_session", found)
    touched = look_at(request, impact.of_group(found, by=request.actor, now=timezone.now()))
    if _call_off(request, form, found, publishing.end, _("The group has ended.")):
        return after(found.pk, touched)
    return render(request, "activities/desk/end.html", {"activity": found, "form": form, "impact": touched})


@require_POST
@staff_required(Role.COORDINATOR, Role.MANAGER)
def confirm(request: Request, pk: int) -> HttpResponse:
    """Staff know that it goes on."""
    found = get_object_or_404(Activity.visible_to(request.actor).at_desk(request.actor.centre_id), pk=pk)
    freshness.confirm(found, by=request.actor)
    messages.success(request, _("Good: the group goes on."))
    return redirect("desk_activities:activity", found.pk)


def _call_off(
    request: Request, form: CancelForm, thing: Activity | Session, deed: Callable[..., object], done: str
) -> bool:
    """Whether the deed was asked for and its outcome is said; who may not do it gets 403 before anything is shown."""
    require(request.actor, "activities.change_session", thing)
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        deed(thing, by=request.actor, **form.cleaned_data)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, done)
    return True
