"""The waiting list at the desk, each request with its suggestions, and what staff write down about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from champions.models import Champion
from core import audit, clock
from core.actors import CARE_ROLES, MANAGERS
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from matches import presenters
from matches.forms.matches import refuse
from matches.forms.requests import (
    FilterForm,
    StaffChangeForm,
    StaffNewForm,
    WishForm,
    WithdrawForm,
)
from matches.models import Match, MatchRequest
from matches.services import pairs, requests, suggestions
from people.guards import staff_required
from people.models import Person

PER_PAGE = 30
form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private
@staff_required(*CARE_ROLES)
def waiting(request: Request) -> HttpResponse:
    """Who waits for a companion: the most urgent first, then whoever has waited longest."""
    form = FilterForm(request.GET)
    wanted = form.wanted
    found = MatchRequest.visible_to(request.actor).at(request.actor.centre_id).waiting()
    if language := wanted.pop("language", ""):
        found = found.speaking(language)
    found = found.filter(**wanted).select_related("person", "centre")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    now = clock.now()
    lines = [presenters.line(one, now.astimezone(one.centre.zone)) for one in page]
    audit.record_many("person.listed", by=request.actor, person_ids=[one.person_id for one in page])
    shown = {"page": page, "lines": lines, "form": form, "is_filtered": bool(form.wanted), "query": _query(form)}
    return render(request, "matches/desk/waiting.html", shown)


def _query(form: FilterForm) -> str:
    return "&".join(f"{name}={value}" for name, value in form.wanted.items())


@require_safe
@private
@staff_required(*CARE_ROLES)
def show(request: Request, public_id: UUID) -> HttpResponse:
    """What they would like, who might suit and why, and the matches that came of it."""
    found = here(request, public_id)
    now = clock.now().astimezone(found.centre.zone)
    matches = list(Match.visible_to(request.actor).filter(request=found).with_both().newest_first())
    wanted = found.is_waiting and found.agreed_at is not None and not any(match.is_open for match in matches)
    fitting = suggestions.for_request(found, on=now.date()) if wanted else None
    may_see_files = request.actor.has(*MANAGERS)
    _note_looks(request, found, fitting, may_see_files=may_see_files)
    shown = {
        "wish": found,
        "line": presenters.line(found, now),
        "facts": presenters.facts(found),
        "matches": matches,
        "fitting": fitting,
        "may_see_files": may_see_files,
    }
    return render(request, "matches/desk/request.html", shown)


def _note_looks(
    request: Request, found: MatchRequest, fitting: suggestions.Suggestions | None, *, may_see_files: bool
) -> None:
    """Whom the page shows: the person, and each champion on it."""
    audit.record("person.viewed", by=request.actor, subject=found, person_id=found.person_id, page="match request")
    if fitting is None:
        return
    ids = [one.candidate.pk for one in fitting.cleared]
    ids += [one.champion.pk for one in fitting.uncleared] if may_see_files else []
    people = Champion.visible_to(request.actor).filter(pk__in=ids).values_list("person", flat=True)
    audit.record_many("person.listed", by=request.actor, person_ids=list(people))


@form_view
@private
@staff_required(*CARE_ROLES)
def new(request: Request, public_id: UUID) -> HttpResponse:
    """From a person's page: staff read the questions aloud."""
    person = get_object_or_404(Person.visible_to(request.actor), public_id=public_id)
    centre = get_object_or_404(person.centres, pk=request.actor.centre_id)
    form = StaffNewForm(posted(request), initial={"languages": [person.language], "town": centre.town})
    if form.is_valid():
        try:
            made = requests.receive(person=person, centre=centre, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("They are on the waiting list."))
            return redirect("desk_matches:request", made.public_id)
    audit.record("person.viewed", by=request.actor, subject=person, person_id=person.pk, page="form")
    return render(request, "matches/desk/new.html", {"person": person, "form": form})


@form_view
@private
@staff_required(*CARE_ROLES)
def change(request: Request, public_id: UUID) -> HttpResponse:
    found = here(request, public_id)
    form = StaffChangeForm(posted(request), initial=WishForm.now(found))
    if form.is_valid():
        try:
            requests.change(found, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk_matches:request", found.public_id)
    audit.record("person.viewed", by=request.actor, subject=found, person_id=found.person_id, page="form")
    return render(request, "matches/desk/change.html", {"wish": found, "form": form})


@form_view
@private
@staff_required(*CARE_ROLES)
def withdraw(request: Request, public_id: UUID) -> HttpResponse:
    """They do not want it any more."""
    found = here(request, public_id)
    form = WithdrawForm(posted(request))
    if form.is_valid():
        try:
            requests.withdraw(found, reason=form.cleaned_data["reason"], by=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("They are not on the list any more."))
            return redirect("desk_matches:waiting")
    return render(request, "matches/desk/withdraw.html", {"wish": found, "form": form})


@require_POST
@private
@staff_required(*CARE_ROLES)
def agree(request: Request, public_id: UUID) -> HttpResponse:
    """The person said on the telephone that they would like it."""
    found = here(request, public_id)
    requests.agree(found, by=request.actor)
    messages.success(request, _("Written down. Now somebody can be looked for."))
    return redirect("desk_matches:request", found.public_id)


@require_POST
@private
@staff_required(*CARE_ROLES)
def ask(request: Request, public_id: UUID, pk: int) -> HttpResponse:
    """Ask one of the suggested champions."""
    found = here(request, public_id)
    serving: Any = Champion.visible_to(request.actor).at(request.actor.centre_id).select_related("person", "centre")
    champion = get_object_or_404(serving, pk=pk)
    try:
        match = pairs.propose(found, champion=champion, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
        return redirect("desk_matches:request", found.public_id)
    messages.success(request, _("The champion is asked, without a name. You hear what they say."))
    return redirect("desk_matches:match", match.public_id)


def here(request: Request, public_id: UUID) -> MatchRequest:
    """A request at the centre where the actor works; 404 for any other."""
    rows = MatchRequest.visible_to(request.actor).at(request.actor.centre_id).select_related("person", "centre")
    found: MatchRequest = get_object_or_404(rows, public_id=public_id)
    return found
