"""A leader's whole group: other dates from one day on, a pause, and back; within the limits that staff set."""

from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from activities.forms.series import PauseForm, ResumeForm, TimetableForm, WhenWhereForm
from activities.models import Activity, Wish
from activities.presenters import plans as presenter
from activities.presenters import wishes
from activities.services import impact, limits, series, timetable
from activities.services.timetable import Timetable
from activities.views import errands
from activities.views.errands import Errand, Meaning, Page
from activities.views.guards import group_leader_required
from core.http import Request, posted

form_view = require_http_methods(["GET", "HEAD", "POST"])

WHEN_WHERE = Page(Wish.WHEN_WHERE, _("Change when and where"), _("Change these dates?"), _("The dates are changed."))
PAUSE = Page(Wish.PAUSE, _("Pause this group"), _("Pause this group?"), _("The group is paused."))
RESUME = Page(Wish.RESUME, _("Back from the pause"), _("Back from the pause?"), _("The group meets again."))


@form_view
@group_leader_required
def when_where(request: Request, found: Activity) -> HttpResponse:
    stored, today = _stored(found)
    form = WhenWhereForm(posted(request), timetable=stored, today=today, since=today)
    return _run(request, WHEN_WHERE, found, stored, form)


@form_view
@group_leader_required
def pause(request: Request, found: Activity) -> HttpResponse:
    stored, today = _stored(found)
    return _run(request, PAUSE, found, stored, PauseForm(posted(request), timetable=stored, today=today))


@form_view
@group_leader_required
def resume(request: Request, found: Activity) -> HttpResponse:
    stored, today = _stored(found)
    form = ResumeForm(posted(request), timetable=stored, today=today, initial={"back_on": today})
    return _run(request, RESUME, found, stored, form)


def _stored(found: Activity) -> tuple[Timetable, date]:
    today = timezone.now().astimezone(found.centre.zone).date()
    return timetable.of(found).begun(today), today


def _run(request: Request, page: Page, found: Activity, stored: Timetable, form: TimetableForm) -> HttpResponse:
    now = timezone.now()

    def mean() -> Meaning:
        wished, plan = series.preview(found, form.edit(), now=now)
        before = found.sessions.scheduled().filter(starts_at__gt=now).values_list("day", flat=True)
        booked = [pk for step in plan.steps if step.is_seen for pk in step.booked]
        return Meaning(
            form.facts(wished),
            wishes.reasons(limits.against_change(stored, wished, plan), None),
            impact.of_bookings(booked, by=request.actor, now=now),
            # What else is on in a room is not a leader's to read: that something is, `beyond` says.
            presenter.shown(plan, found, before=list(before), clashes={}),
            plan.digest,
        )

    def do() -> None:
        along = [int(key) for key in request.POST.getlist("along") if key.isdigit()]
        digest = request.POST.get("digest", "")
        series.apply(found, form.edit(), digest=digest, along=along, by=request.actor, now=now)

    return errands.run(request, Errand(page, found, form, mean, do))
