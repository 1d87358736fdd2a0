"""A whole group: other dates or words from one day on, a pause, and back. Asked, shown, and done exactly as shown."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from activities.forms.series import PauseForm, ResumeForm, TimetableForm, WhenWhereForm, WordsForm
from activities.models import Activity
from activities.presenters import plans as presenter
from activities.presenters.calendar import weekday_names
from activities.services import clashes, impact, series, timetable
from activities.services.plans import Plan
from activities.services.timetable import Timetable
from activities.views import wish
from activities.views.desk_dates import after, look_at
from activities.views.errands import first_answers
from core.actors import Role
from core.errors import DomainError
from core.http import Request, posted
from core.policies import require
from people.guards import staff_required

form_view = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Page:
    """The words of one such change."""

    title: Promise
    sure: Promise
    done: Promise
    lead: Promise | str = ""


WHEN_WHERE = Page(
    _("Change when and where"),
    _("Change these dates?"),
    _("The dates are changed."),
    _("Change only what is different. Before anything happens, you see what it means."),
)
WORDS = Page(_("Change the words and who leads"), _("Change this group?"), _("The group is changed."))
PAUSE = Page(_("Pause this group"), _("Pause this group?"), _("The group is paused."))
RESUME = Page(_("Back from the pause"), _("Back from the pause?"), _("The group meets again."))


@form_view
@staff_required(Role.COORDINATOR, Role.MANAGER)
def when_where(request: Request, pk: int) -> HttpResponse:
    found, stored, today = _group(request, pk)
    form = WhenWhereForm(posted(request), timetable=stored, today=today, since=_since(request, today))
    return _ask(request, found, form, WHEN_WHERE)


@form_view
@staff_required(Role.COORDINATOR, Role.MANAGER)
def words(request: Request, pk: int) -> HttpResponse:
    found, stored, today = _group(request, pk)
    form = WordsForm(posted(request), timetable=stored, today=today, since=_since(request, today))
    return _ask(request, found, form, WORDS)


@form_view
@staff_required(Role.COORDINATOR, Role.MANAGER)
def pause(request: Request, pk: int) -> HttpResponse:
    found, stored, today = _group(request, pk)
    return _ask(request, found, PauseForm(posted(request), timetable=stored, today=today), PAUSE)


@form_view
@staff_required(Role.COORDINATOR, Role.MANAGER)
def resume(request: Request, pk: int) -> HttpResponse:
    found, stored, today = _group(request, pk)
    form = ResumeForm(posted(request), timetable=stored, today=today, initial={"back_on": today})
    return _ask(request, found, form, RESUME)


def _group(request: Request, pk: int) -> tuple[Activity, Timetable, date]:
    found = get_object_or_404(Activity.visible_to(request.actor).at_desk(request.actor.centre_id).published(), pk=pk)
    require(request.actor, "activities.change_session", found)
    today = timezone.now().astimezone(found.centre.zone).date()
    return found, timetable.of(found).begun(today), today


def _since(request: Request, today: date) -> date:
    """From the date beside which the link stood; else from today on."""
    try:
        asked = parse_date(request.GET.get("from", ""))
    except ValueError:
        asked = None
    return max(asked or today, today)


def _ask(request: Request, found: Activity, form: TimetableForm, page: Page) -> HttpResponse:
    asked = wish.answered_by(request, found, form)
    shown = {"activity": found, "form": form, "page": page, "wish": asked}
    if "change" in request.POST or not form.is_valid():
        return render(request, "activities/desk/series.html", shown)
    edit, now = form.edit(), timezone.now()
    changed_since = ""
    if "sure" in request.POST:
        try:
            touched = impact.of_bookings(_booked(series.preview(found, edit, now=now)[1]), by=request.actor, now=now)
            along = [int(key) for key in request.POST.getlist("along") if key.isdigit()]
            series.apply(found, edit, digest=request.POST.get("digest", ""), along=along, by=request.actor, now=now)
        except DomainError as error:
            changed_since = error.words
        else:
            messages.success(request, str(page.done))
            wish.settle(request, asked)
            return after(found.pk, look_at(request, touched))
    return render(request, "activities/desk/series_sure.html", shown | _meaning(request, found, form, changed_since))


def _meaning(request: Request, found: Activity, form: TimetableForm, changed_since: str) -> dict[str, object]:
    """All that it would do, and what speaks against it. Nothing of it forbids the change."""
    now = timezone.now()
    wished, plan = series.preview(found, form.edit(), now=now)
    leaders = wished.leaders_from(date.max) or found.leaders.all()
    meets = clashes.of(found, plan.to_check, leaders)
    before = found.sessions.scheduled().filter(starts_at__gt=now).values_list("day", flat=True)
    return {
        "plan": presenter.shown(plan, found, before=list(before), clashes=meets),
        "digest": plan.digest,
        "impact": look_at(request, impact.of_bookings(_booked(plan), by=request.actor, now=now)),
        "weekdays": weekday_names(),
        "changed_since": changed_since,
        "facts": form.facts(wished),
        "sent": first_answers(request),
    }


def _booked(plan: Plan) -> list[int]:
    return [pk for step in plan.steps if step.is_seen for pk in step.booked]
