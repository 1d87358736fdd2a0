"""Matches at the desk: who has whom, and each step from the question to the goodbye."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.actors import CARE_ROLES
from core.errors import DomainError
from core.forms import Form
from core.headers import private
from core.http import Request, posted
from matches import presenters
from matches.forms.matches import AgreedForm, GoodbyeForm, MeetingForm, TrialForm, refuse
from matches.models import Match, Say
from matches.services import goodbyes, pairs
from people.guards import staff_required

PER_PAGE = 30
form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private
@staff_required(*CARE_ROLES)
def running(request: Request) -> HttpResponse:
    """Who has whom just now: first those whose champion is away, and what was said and nobody has read."""
    matches = Match.visible_to(request.actor).at(request.actor.centre_id).with_both()
    away = list(matches.uncovered().newest_first())
    page = Paginator(matches.open().newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    says = Say.visible_to(request.actor).filter(match__centre=request.actor.centre_id).unread().with_match()
    said = list(says.order_by("said_at", "pk")[:PER_PAGE])
    ids = presenters.names([*away, *page, *(say.match for say in said)])
    audit.record_many("person.listed", by=request.actor, person_ids=ids)
    return render(request, "matches/desk/running.html", {"away": away, "page": page, "said": said})


@require_safe
@private
@staff_required(*CARE_ROLES)
def show(request: Request, public_id: UUID) -> HttpResponse:
    """Where the two are, what both say, and the next step."""
    match = here(request, public_id)
    for person_id in presenters.names([match]):
        audit.record("person.viewed", by=request.actor, subject=match, person_id=person_id, page="match")
    shown = {
        "match": match,
        "facts": presenters.match_facts(match),
        "says": list(Say.visible_to(request.actor).filter(match=match).order_by("side")),
    }
    return render(request, "matches/desk/match.html", shown)


@require_POST
@private
@staff_required(*CARE_ROLES)
def answer(request: Request, public_id: UUID) -> HttpResponse:
    """What the champion said on the telephone; or staff take the question back."""
    deeds: dict[str, tuple[Callable[..., Any], str]] = {
        "yes": (pairs.accept, _("They will meet.")),
        "no": (pairs.decline, _("Written down. The person is on the waiting list.")),
    }
    return _do(request, here(request, public_id), deeds.get(request.POST.get("answer", "")))


@require_POST
@private
@staff_required(*CARE_ROLES)
def go_on(request: Request, public_id: UUID) -> HttpResponse:
    return _do(request, here(request, public_id), (pairs.go_on, _("It goes on.")))


@require_POST
@private
@staff_required(*CARE_ROLES)
def close(request: Request, public_id: UUID) -> HttpResponse:
    """They have said goodbye."""
    return _do(request, here(request, public_id), (goodbyes.close, _("Ended. Both are asked how it was.")))


def _do(request: Request, match: Match, deed: tuple[Callable[..., Any], str] | None) -> HttpResponse:
    if deed is None:
        raise Http404
    do, done = deed
    try:
        do(match, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, done)
    return redirect("desk_matches:match", match.public_id)


@form_view
@private
@staff_required(*CARE_ROLES)
def meeting(request: Request, public_id: UUID) -> HttpResponse:
    """When and where the two meet for the first time."""
    match = here(request, public_id)
    form = MeetingForm.of(match, posted(request))
    return _write(request, match, form, pairs.set_meeting, gettext_lazy("The first meeting"), of=lambda: form.answers)


@form_view
@private
@staff_required(*CARE_ROLES)
def trial(request: Request, public_id: UUID) -> HttpResponse:
    match = here(request, public_id)
    form = TrialForm.of(match, posted(request))
    return _write(request, match, form, pairs.start_trial, gettext_lazy("They try it out"))


@form_view
@private
@staff_required(*CARE_ROLES)
def agreed(request: Request, public_id: UUID) -> HttpResponse:
    match = here(request, public_id)
    form = AgreedForm.of(match, posted(request))
    return _write(request, match, form, pairs.agree, gettext_lazy("What they agreed on"))


@form_view
@private
@staff_required(*CARE_ROLES)
def goodbye(request: Request, public_id: UUID) -> HttpResponse:
    """How it ends."""
    match = here(request, public_id)
    form = GoodbyeForm(posted(request), initial={"ended_by": match.ended_by, "why": match.ended_why})
    return _write(request, match, form, goodbyes.plan, gettext_lazy("The goodbye"))


def _write(
    request: Request,
    match: Match,
    form: Form,
    do: Callable[..., Any],
    title: Promise,
    *,
    of: Callable[[], dict[str, Any]] | None = None,
) -> HttpResponse:
    """One form about a match. `of` gives the service's arguments where they are not the form's answers."""
    if form.is_valid():
        try:
            do(match, by=request.actor, **(of() if of else form.cleaned_data))
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk_matches:match", match.public_id)
    return render(request, "matches/desk/form.html", {"match": match, "form": form, "heading": title})


@require_POST
@private
@staff_required(*CARE_ROLES)
def says(request: Request, public_id: UUID) -> HttpResponse:
    """Whether it shall go on, as one of the two said on the telephone."""
    say = _say(request, public_id)
    try:
        pairs.say_whether_it_goes_on(say, goes_on=request.POST.get("goes_on") == "yes", by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Written down."))
    return redirect("desk_matches:match", say.match.public_id)


@require_POST
@private
@staff_required(*CARE_ROLES)
def read(request: Request, public_id: UUID) -> HttpResponse:
    """Somebody has read how it was."""
    say = _say(request, public_id)
    goodbyes.read(say, by=request.actor)
    return redirect("desk_matches:match", say.match.public_id)


def here(request: Request, public_id: UUID) -> Match:
    """A match of the centre where the actor works; 404 for any other."""
    rows = Match.visible_to(request.actor).at(request.actor.centre_id).with_both()
    found: Match = get_object_or_404(rows, public_id=public_id)
    return found


def _say(request: Request, public_id: UUID) -> Say:
    rows = Say.visible_to(request.actor).filter(match__centre=request.actor.centre_id).with_match()
    found: Say = get_object_or_404(rows, public_id=public_id)
    return found
