"""A leader's own group: its dates, and what they change about one of them within the limits that staff set."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from activities import schedules
from activities.choices import Beyond
from activities.forms.dates import MoveForm, ResizeForm, ThisTimeForm
from activities.forms.review import CancelForm
from activities.forms.wishes import answers_of
from activities.models import Activity, ChangeRequest, Session, Wish
from activities.presenters import timetables, wishes
from activities.services import days, group_messages, impact, limits, sessions
from activities.views import errands
from activities.views.errands import Errand, Meaning, Page
from activities.views.guards import group_leader_required, leader_required
from centres.models import Deed
from core import dates
from core.forms import Form
from core.http import Request, posted

ASKED_SHOWN = 6
form_view = require_http_methods(["GET", "HEAD", "POST"])

MOVE = Page(
    Wish.MOVE,
    gettext_lazy("Change this date"),
    gettext_lazy("Change this date?"),
    gettext_lazy("The date is changed."),
)
CANCEL = Page(
    Wish.CANCEL,
    gettext_lazy("Cancel this date"),
    gettext_lazy("Cancel this date?"),
    gettext_lazy("The date is cancelled."),
)
RESIZE = Page(
    Wish.RESIZE, gettext_lazy("Seats on this date"), gettext_lazy("Change the seats?"), gettext_lazy("Saved.")
)
THIS_TIME = Page(
    Wish.THIS_TIME,
    gettext_lazy("Who stands in, and a word about this date"),
    gettext_lazy("Is this right?"),
    gettext_lazy("Saved."),
)


@require_safe
@group_leader_required
def group(request: Request, found: Activity) -> HttpResponse:
    """The next dates, what one may do by oneself, and what staff were asked for."""
    now = timezone.now()
    mine = ChangeRequest.visible_to(request.actor).of_person(request.actor.person_id).filter(activity=found)
    allowed = limits.of(found)
    shown = {
        "activity": found,
        "rule": timetables.in_words(found, now=now),
        "dates": days.of_group(found, now=now),
        "asked": list(mine[:ASKED_SHOWN]),
        "sent": group_messages.lately(found),
        "alone": [deed.label for deed in Deed if deed in allowed],
        "help_centre": found.centre,
    }
    return render(request, "activities/leading/group.html", shown)


@form_view
@leader_required
def move(request: Request, session: Session) -> HttpResponse:
    """Another day, time, length or room."""
    form = MoveForm(posted(request), session=session)
    if form.is_valid() and "change" not in request.POST:
        _check_time(session, form)

    def mean() -> Meaning:
        answers = form.cleaned_data
        venue, zone = answers["venue"] or session.venue, session.centre.zone
        slot = schedules.slot(answers["day"], answers["start_time"], answers["minutes"], zone)
        will = dates.when(slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone))
        facts = [
            (_("Until now"), _there(dates.when(session.local_start, session.local_end), session.venue)),
            (_("From now on"), _there(will, venue)),
        ]
        beyond = wishes.reasons(limits.against_date(session, slot, venue), venue)
        return Meaning(facts, beyond, impact.of(session, by=request.actor))

    def do() -> None:
        sessions.move(session, **form.cleaned_data, by=request.actor)

    return errands.run(request, Errand(MOVE, session.activity, form, mean, do, session))


def _there(when: str, venue: object) -> str:
    return f"{when}, {venue}" if venue else when


def _check_time(session: Session, form: MoveForm) -> None:
    """What no staff could do either is said at once."""
    answers = form.cleaned_data
    slot = schedules.slot(answers["day"], answers["start_time"], answers["minutes"], session.centre.zone)
    venue = answers["venue"] or session.venue
    if slot.starts_at <= timezone.now():
        form.add_error("day", _("This time has passed. Choose one that lies ahead."))
    elif (slot.starts_at, slot.ends_at, venue) == (session.starts_at, session.ends_at, session.venue):
        form.add_error("day", _("This is when it is now. Choose another day, time or room."))


@form_view
@leader_required
def cancel(request: Request, session: Session) -> HttpResponse:
    """Whom it touches is told."""
    form = CancelForm(posted(request))

    def mean() -> Meaning:
        facts = [(_("Date"), dates.when(session.local_start, session.local_end)), *_answers(Wish.CANCEL, form)]
        return Meaning(facts, _unless(session, Deed.CANCEL), impact.of(session, by=request.actor))

    def do() -> None:
        sessions.cancel(session, **form.cleaned_data, by=request.actor)

    return errands.run(request, Errand(CANCEL, session.activity, form, mean, do, session))


@form_view
@leader_required
def resize(request: Request, session: Session) -> HttpResponse:
    """More or fewer seats."""
    form = _different(ResizeForm(posted(request), initial={"capacity": session.capacity}))

    def mean() -> Meaning:
        return Meaning(_answers(Wish.RESIZE, form), _unless(session, Deed.SEATS))

    def do() -> None:
        sessions.resize(session, capacity=form.cleaned_data["capacity"], by=request.actor)

    return errands.run(request, Errand(RESIZE, session.activity, form, mean, do, session))


@form_view
@leader_required
def this_time(request: Request, session: Session) -> HttpResponse:
    """A co-leader or another champion stands in; something is different this time."""
    form = _different(ThisTimeForm(posted(request), session=session))

    def mean() -> Meaning:
        return Meaning(_answers(Wish.THIS_TIME, form), _unless(session, Deed.THIS_TIME))

    def do() -> None:
        sessions.tell_apart(session, **form.cleaned_data, by=request.actor)

    return errands.run(request, Errand(THIS_TIME, session.activity, form, mean, do, session))


def _different(form: Form) -> Form:
    """Something has to be different from how it is."""
    if form.is_bound and form.is_valid() and not answers_of(form):
        form.add_error(None, _("This is how it is already. Change something, or go back."))
    return form


def _answers(wish: Wish, form: Form) -> list[tuple[str, str]]:
    return wishes.said(wish, answers_of(form))


def _unless(session: Session, deed: Deed) -> list[str]:
    """Why staff decide about it; nothing where leaders may."""
    found: list[Beyond] = limits.against_deed(session.activity, deed)
    return wishes.reasons(found, session.venue)
