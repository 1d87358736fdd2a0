"""Who looked: the audit trail of the centre, and the same of one person on paper."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.models import Centre
from core import audit, paper
from core.actors import Actor
from core.headers import private
from core.http import Request, posted
from people import context, history
from people.models import Person
from people.services import search
from people.views.people import of_request
from privacy import presenters
from privacy.forms.trail import TrailForm
from privacy.guards import officer_required
from privacy.services import trail

PER_PAGE = 40
MOST_FOUND = 20  # people whom the words may mean
MOST_ON_PAPER = 1000
KEY = "privacy_trail"
form_view = require_http_methods(["GET", "HEAD", "POST"])


def centre_of(request: Request) -> Centre:
    """The centre where the officer works just now."""
    centre = context.frame(request).centre
    if centre is None:
        raise Http404
    return centre


@form_view
@private
@officer_required
def who_looked(request: Request) -> HttpResponse:
    """Everything of the last thirty days, or what is looked for. What was typed waits in the session: names are in no
    address."""
    centre = centre_of(request)
    kept = _kept(request)
    viewers = trail.viewers(centre, since=kept["since"])
    form = TrailForm(posted(request), initial=kept, viewers=viewers)
    if form.is_valid():
        _keep(request, form.cleaned_data)
        return redirect("privacy:trail")
    shown = {"form": form, "is_narrowed": KEY in request.session}
    if form.is_bound:
        return render(request, "privacy/desk/trail.html", shown)
    people = _people(request.actor, kept)
    page = _page(request, centre, kept, people)
    lines = presenters.trail_lines(list(page.object_list))
    named = {line.person.pk for line in lines if line.person} | {person.pk for person in people or ()}
    trail.record_search(named, by=request.actor)
    return render(request, "privacy/desk/trail.html", {**shown, "page": page, "lines": lines, "people": people})


def _page(request: Request, centre: Centre, kept: dict[str, Any], people: list[Person] | None) -> Any:
    wanted = trail.Wanted(
        since=kept["since"],
        until=kept["until"],
        people=None if people is None else trail.records_of_all(people),
        viewer=kept["viewer"],
        deed=kept["deed"],
    )
    return Paginator(trail.find(wanted, centre=centre, by=request.actor), PER_PAGE).get_page(request.GET.get("page"))


def _people(actor: Actor, kept: dict[str, Any]) -> list[Person] | None:
    """Whom it shall be about; None for everybody."""
    if kept.get("person"):
        return list(Person.visible_to(actor).filter(pk=kept["person"]))
    return search.people(kept["q"], actor=actor, limit=MOST_FOUND) if kept["q"] else None


def _kept(request: Request) -> dict[str, Any]:
    kept = {**TrailForm.usual(), **request.session.get(KEY, {})}
    for name in ("since", "until"):
        if isinstance(kept[name], str):
            kept[name] = parse_date(kept[name])
    return kept


def _keep(request: Request, wanted: dict[str, Any]) -> None:
    days = {name: wanted[name].isoformat() for name in ("since", "until")}
    request.session[KEY] = {**wanted, **days}


@require_POST
@private
@officer_required
def only(request: Request) -> HttpResponse:
    """Of all whom the words found, this one; without anybody, everything again."""
    public_id = request.POST.get("person", "")
    if not public_id:
        request.session.pop(KEY, None)
        return redirect("privacy:trail")
    try:
        person = of_request(request, UUID(public_id))
    except ValueError as error:
        raise Http404 from error
    kept = _kept(request)
    _keep(request, {**kept, "q": person.name, "person": person.pk})
    return redirect("privacy:trail")


@require_safe
@private
@officer_required
def looked_paper(request: Request, public_id: UUID) -> HttpResponse:
    """Who looked at one person's record, to be given to them."""
    return on_paper(request, of_request(request, public_id), to_self=False)


@require_safe
@private
@officer_required
def looked_csv(request: Request, public_id: UUID) -> HttpResponse:
    return as_csv(request, of_request(request, public_id), to_self=False)


def on_paper(request: Request, person: Person, *, to_self: bool) -> HttpResponse:
    """The newest of it as a sheet; recorded."""
    records = _recorded(request, person)
    events = history.about(*records)
    draft = {
        "name": _("Who has looked at my record"),
        "person": person,
        "entries": history.in_words(events[:MOST_ON_PAPER], person_ids=records, to_self=to_self),
        "is_cut": events.count() > MOST_ON_PAPER,
        "most": MOST_ON_PAPER,
        "today": timezone.localdate(),
        "size": 12,
        "is_large": False,
    }
    return paper.answer(request, "privacy/paper/looked.html", [draft], filename="who-looked.pdf")


def as_csv(request: Request, person: Person, *, to_self: bool) -> HttpResponse:
    """All of it, for a spreadsheet; recorded."""
    records = _recorded(request, person)
    text = presenters.looked_as_csv(history.about(*records), person_ids=records, to_self=to_self)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="who-looked.csv"'
    return response


def _recorded(request: Request, person: Person) -> list[int]:
    audit.record("person.access_printed", by=request.actor, subject=person, person_id=person.pk)
    return trail.records_of(person)


def my_person(request: Request) -> Person:
    """The person whose page it is."""
    return get_object_or_404(Person.visible_to(request.actor), pk=request.actor.person_id)
