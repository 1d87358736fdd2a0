"""A champion's proposal, step by step."""

from copy import copy
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from activities import answers
from activities.forms.proposals import STEP_FORMS, IdeaForm, StepForm, initial_of
from activities.models import Idea, IdeaState, Proposal, ProposalState
from activities.services import clearing, previews, proposals, review, timeline
from activities.starting_points import IDEAS, SOMETHING_ELSE, STARTING_POINTS
from champions.models import Champion
from core.errors import DomainError, Moved
from core.http import Request
from core.policies import may
from people.guards import account_required
from people.models import Person

form_view = require_http_methods(["GET", "HEAD", "POST"])
LAST = len(STEP_FORMS)
WISHED = 6  # ideas of people here, shown before one starts
WITH_DATES = (2, 3)  # the steps that show the next dates


def championships(request: Request) -> list[Champion]:
    """Where they can propose: as an active champion, once a centre."""
    mine = Champion.visible_to(request.actor).led_by(request.actor.person_id).active()
    return list(mine.select_related("centre", "person").order_by("centre__name_en"))


def not_champion(request: Request) -> HttpResponse:
    """Say kindly that this is for champions, and whom to call to become one or to come back from a break."""
    person = get_object_or_404(Person.visible_to(request.actor), pk=request.actor.person_id)
    resting = Champion.visible_to(request.actor).led_by(request.actor.person_id).serving().exists()
    shown = {"centres": list(person.centres.all()), "resting": resting}
    return render(request, "activities/proposals/not_champion.html", shown, status=403)


def own(request: Request, public_id: UUID) -> Proposal:
    """A proposal of mine; for everybody else it does not exist."""
    rows = Proposal.visible_to(request.actor).by_person(request.actor.person_id).for_review()
    found: Proposal = get_object_or_404(rows, public_id=public_id)
    return found


def home_of(proposal: Proposal) -> HttpResponse:
    return redirect("proposals:proposal", proposal.public_id)


@require_safe
@account_required
def start(request: Request) -> HttpResponse:
    """Choose a centre, where there are several, and an idea. Looking keeps nothing."""
    mine = championships(request)
    if not mine:
        return not_champion(request)
    wanted = request.GET.get("centre", "")
    chosen = mine[0] if len(mine) == 1 else next((one for one in mine if one.centre.slug == wanted), None)
    if chosen is None:
        return render(request, "activities/proposals/centre.html", {"championships": mine})
    wished = Idea.visible_to(request.actor).at(chosen.centre_id).filter(state=IdeaState.OPEN).most_wanted()
    shown = {
        "champion": chosen,
        "wished": list(wished[:WISHED]),
        "ideas": IDEAS,
        "other": SOMETHING_ELSE,
        "help_centre": chosen.centre,
    }
    return render(request, "activities/proposals/start.html", shown)


@form_view
@account_required
def first(request: Request, centre: str, point: str) -> HttpResponse:
    """The first step of a new proposal: sending it begins the draft."""
    mine = championships(request)
    if not mine:
        return not_champion(request)
    champion = next((one for one in mine if one.centre.slug == centre), None)
    begun = STARTING_POINTS.get(point)
    if champion is None or begun is None:
        raise Http404
    blank = Proposal(centre=champion.centre, proposer=champion)
    form = IdeaForm(request.POST or None, proposal=blank, initial=begun.words)
    later = "later" in request.POST
    if later:
        form.relax()
    if request.method == "POST" and form.is_valid():
        today = timezone.now().astimezone(champion.centre.zone).date()
        made = proposals.start(champion=champion, by=request.actor, **form.answers(), **begun.rest(today))
        return _go_on(request, made, 1, later=later)
    return _render_step(request, blank, form, 1)


@form_view
@account_required
def step(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """One step of a proposal that exists. "Show the dates" looks without keeping; "later" keeps what there is."""
    proposal = own(request, public_id)
    if not 1 <= number <= LAST:
        raise Http404
    if refusal := _refusal(request, proposal):
        return refusal
    comments = review.latest_comments(proposal) if proposal.state == ProposalState.CHANGES_REQUESTED else {}
    form = STEP_FORMS[number - 1](
        request.POST or None, proposal=proposal, comments=comments, initial=initial_of(proposal, number)
    )
    later, looking = "later" in request.POST, "show" in request.POST
    if later or looking:
        form.relax()
    if request.method == "POST" and form.is_valid() and not looking:
        try:
            proposals.save(proposal, by=request.actor, **form.answers())
        except DomainError as error:
            messages.error(request, error.words)
            return home_of(proposal)
        return _go_on(request, proposal, number, later=later)
    return _render_step(request, proposal, form, number)


def _refusal(request: Request, proposal: Proposal) -> HttpResponse | None:
    """Why this cannot be changed just now, as a page; nothing where it can."""
    if not may(request.actor, "activities.change_proposal", proposal):
        return not_champion(request)
    if not proposal.is_with_champion:
        messages.info(request, _("This has been sent, so it cannot be changed just now."))
        return home_of(proposal)
    return None


def _go_on(request: Request, proposal: Proposal, number: int, *, later: bool) -> HttpResponse:
    if later:
        messages.success(request, _("Saved. You find it on your page and can finish it whenever you like."))
        return home_of(proposal)
    if number == LAST or "check" in request.GET:
        return redirect("proposals:check", proposal.public_id)
    return redirect("proposals:step", proposal.public_id, number + 1)


def _render_step(request: Request, proposal: Proposal, form: StepForm, number: int) -> HttpResponse:
    shown: dict[str, Any] = {
        "proposal": proposal,
        "form": form,
        "number": number,
        "total": LAST,
        "title": answers.STEPS[number - 1],
        "whole_comment": form.comments.get(answers.WHOLE, ""),
        "back": _back(request, proposal, number),
        "help_centre": proposal.centre,
    }
    if number in WITH_DATES:
        shown["planned"] = previews.preview(_as_typed(proposal, form), now=timezone.now())
        shown["has_place"] = _as_typed(proposal, form).venue is not None
    if request.htmx and "show" in request.POST:
        return render(request, "activities/proposals/_dates.html", shown)
    return render(request, f"activities/proposals/step_{number}.html", shown)


def _as_typed(proposal: Proposal, form: StepForm) -> Proposal:
    """The proposal as the form would leave it, kept nowhere; as it is, where an answer cannot be read."""
    seen = copy(proposal)
    if form.is_bound and form.is_valid():
        for name, value in form.answers().items():
            setattr(seen, name, value)
    return seen


def _back(request: Request, proposal: Proposal, number: int) -> str:
    if proposal._state.adding:
        return reverse("proposals:start")
    if "check" in request.GET:
        return reverse("proposals:check", args=[proposal.public_id])
    if number == 1:
        return reverse("proposals:proposal", args=[proposal.public_id])
    return reverse("proposals:step", args=[proposal.public_id, number - 1])


@form_view
@account_required
def check(request: Request, public_id: UUID) -> HttpResponse:
    """All answers on one page, each with a way to change it; and send."""
    proposal = own(request, public_id)
    if refusal := _refusal(request, proposal):
        return refusal
    if request.method == "POST":
        return _send(request, proposal)
    again = proposal.state == ProposalState.CHANGES_REQUESTED
    comments = review.latest_comments(proposal) if again else {}
    found = answers.in_words(proposal, missing=proposals.missing(proposal), comments=comments)
    shown = {
        "proposal": proposal,
        "steps": [
            (number, title, [answer for answer in found if answer.question.step == number])
            for number, title in enumerate(answers.STEPS, 1)
        ],
        "missing": [answer for answer in found if answer.is_missing],
        "whole_comment": comments.get(answers.WHOLE, ""),
        "again": again,
        "planned": previews.preview(proposal, now=timezone.now()),
        "has_place": proposal.venue is not None,
        "needed": clearing.needed(proposal),
        "help_centre": proposal.centre,
    }
    return render(request, "activities/proposals/check.html", shown)


def _send(request: Request, proposal: Proposal) -> HttpResponse:
    try:
        proposals.submit(proposal, by=request.actor)
    except Moved:  # sent twice
        return home_of(proposal)
    except DomainError as error:
        messages.error(request, error.words)
        return redirect("proposals:check", proposal.public_id)
    messages.success(request, _("Sent. The centre looks at it and answers you."))
    return home_of(proposal)


@require_safe
@account_required
def proposal(request: Request, public_id: UUID) -> HttpResponse:
    """Where it stands, what happened, and what can be done next. Co-leaders may look, too."""
    rows = Proposal.visible_to(request.actor).led_by(request.actor.person_id).for_review()
    found = get_object_or_404(rows, public_id=public_id)
    entries = timeline.of_proposal(found, reader=request.actor)
    shown = {
        "proposal": found,
        "is_mine": found.proposer.person_id == request.actor.person_id,
        "may_change": may(request.actor, "activities.change_proposal", found),
        "entries": entries,
        "last": entries[-1] if entries else None,
        "activity": getattr(found, "activity", None),
        "answers": answers.in_words(found),
        "next_step": _next_step(found),
        "help_centre": found.centre,
    }
    return render(request, "activities/proposals/proposal.html", shown)


def _next_step(proposal: Proposal) -> str:
    """Where to go on writing: the first step that lacks an answer, or the check page."""
    missing = proposals.missing(proposal)
    if proposal.state == ProposalState.DRAFT and missing:
        number = answers.question_of(missing[0]).step
        return reverse("proposals:step", args=[proposal.public_id, number])
    return reverse("proposals:check", args=[proposal.public_id])


@form_view
@account_required
def withdraw(request: Request, public_id: UUID) -> HttpResponse:
    """Ask first; then take it back."""
    found = own(request, public_id)
    if request.method != "POST":
        return _confirm(request, found, "activities/proposals/withdraw.html")
    try:
        proposals.withdraw(found, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("You took your proposal back."))
    return home_of(found)


@form_view
@account_required
def discard(request: Request, public_id: UUID) -> HttpResponse:
    """Ask first; then throw the draft away."""
    found = own(request, public_id)
    if request.method != "POST":
        return _confirm(request, found, "activities/proposals/discard.html")
    try:
        proposals.discard(found, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
        return home_of(found)
    messages.success(request, _("The draft is gone."))
    return redirect("my:home")


def _confirm(request: Request, proposal: Proposal, template: str) -> HttpResponse:
    return render(request, template, {"proposal": proposal, "help_centre": proposal.centre})
