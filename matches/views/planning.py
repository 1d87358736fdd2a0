"""Planning a visit, changing it, calling it off and writing of it: alike for the visitor on their own page and for
staff at the desk. The two differ in their frame and in where they lead."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock, dates
from core.errors import DomainError
from core.http import Request, posted
from matches.forms.visits import LogForm, MoveVisitForm, PlanForm
from matches.models import Match, Visit
from matches.services import checking, visit_logs, visits


@dataclass(frozen=True)
class Side:
    """Whose screens they are: the frame, and the namespace of the addresses."""

    base: str
    names: str

    def home(self, match: Match) -> str:
        """Where the visits of a match stand."""
        if self.names == "my_visits":
            return reverse("my_champion:home")
        return reverse("desk_visits:match", args=[match.public_id])

    def shown(self, match: Match, **context: object) -> dict[str, object]:
        back = self.home(match)
        person = match.request.person
        name = person.first_name if self.names == "my_visits" else person.name
        return {"base": self.base, "back": back, "name": name, "match": match, "help_centre": match.centre, **context}


MINE = Side("base.html", "my_visits")
DESK = Side("base_desk.html", "desk_visits")


def plan(request: Request, match: Match, side: Side) -> HttpResponse:
    """A single date, or some on the same day of the week."""
    form = PlanForm(posted(request))
    if form.is_valid():
        answers = form.cleaned_data
        try:
            made = visits.plan(
                match,
                days=form.days,
                start_time=answers["start_time"],
                minutes=answers["minutes"],
                by=request.actor,
            )
        except DomainError as error:
            form.refuse(error, "day")
        else:
            messages.success(request, _planned(made))
            return redirect(side.home(match))
    return render(request, "matches/visits/plan.html", side.shown(match, form=form))


def _planned(made: list[Visit]) -> str:
    """Every date in words: a slip of the finger is seen at once."""
    said = "; ".join(dates.when(visit.local_start, visit.local_end) for visit in made)
    text = ngettext("The visit is planned: %(dates)s", "The visits are planned: %(dates)s", len(made))
    return text % {"dates": said}


def move(request: Request, visit: Visit, side: Side) -> HttpResponse:
    form = MoveVisitForm(posted(request), visit=visit)
    if form.is_valid():
        try:
            visits.move(visit, **form.cleaned_data, by=request.actor)
        except DomainError as error:
            form.refuse(error, "day")
        else:
            messages.success(request, _("The visit has another time, and both are told."))
            return redirect(side.home(visit.match))
    return render(request, "matches/visits/move.html", side.shown(visit.match, form=form, visit=visit))


def cancel(request: Request, visit: Visit, side: Side, *, then: str = "") -> HttpResponse:
    """Asked once more, and done with a button."""
    if request.method == "POST":
        try:
            visits.cancel(visit, by=request.actor)
        except DomainError as error:
            messages.error(request, error.words)
        else:
            messages.success(request, _("The visit is off, and the other is told."))
        return redirect(then or side.home(visit.match))
    shown = side.shown(visit.match, visit=visit)
    return render(request, "matches/visits/cancel.html", shown | ({"back": then} if then else {}))


def log(request: Request, visit: Visit, side: Side) -> HttpResponse:
    """Whether it took place, how long, how it was. What was written before can be corrected."""
    form = LogForm.of(visit, posted(request), minutes=checking.minutes_of(visit))
    if form.is_valid():
        try:
            visit_logs.write(visit, **form.answers, by=request.actor, now=clock.now())
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Thank you. It is written down."))
            return redirect(side.home(visit.match))
    return render(request, "matches/visits/log.html", side.shown(visit.match, form=form, visit=visit))
