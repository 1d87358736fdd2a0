"""The coordinator's review: the queue, a proposal with all its answers, and the three decisions."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from activities import answers, wording, words
from activities.forms.review import ApproveForm, ChangesForm, DeclineForm, TextForm
from activities.models import Proposal, ProposalState
from activities.services import checks, clearing, previews, proposals, timeline
from activities.services import review as decisions
from champions.models import Champion, Work
from champions.services import clearances
from core import audit
from core.actors import Role
from core.errors import DomainError, Forbidden, Moved
from core.http import Request
from core.policies import may, require
from people.guards import staff_required

REVIEWERS = (Role.COORDINATOR, Role.MANAGER)
PER_PAGE = 20
DECIDED_SHOWN = 10
form_view = require_http_methods(["GET", "HEAD", "POST"])


def at_desk(request: Request, public_id: UUID) -> Proposal:
    """A proposal that was sent to the centre where they work; for staff elsewhere it does not exist."""
    rows = Proposal.visible_to(request.actor).at_desk(request.actor.centre_id).for_review()
    found: Proposal = get_object_or_404(rows, public_id=public_id)
    return found


def looked_at(request: Request, leaders: Iterable[Champion]) -> None:
    """A page with somebody's name and standing is a look at them."""
    for champion in leaders:
        audit.record("person.viewed", by=request.actor, subject=champion.person, person_id=champion.person_id)


@require_safe
@staff_required(*REVIEWERS)
def queue(request: Request) -> HttpResponse:
    """What waits for an answer, oldest first, with what is odd about each; and what was decided lately."""
    here = Proposal.visible_to(request.actor).at_desk(request.actor.centre_id)
    page = Paginator(here.to_review().for_review(), PER_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    shown = {
        "page": page,
        "rows": [
            {
                "proposal": proposal,
                "age": words.age(proposal.submitted_at, now.astimezone(proposal.centre.zone)),
                "rule": wording.rule_in_words(proposal),
                "oddities": oddities,
                "is_own": request.actor.person_id in {leader.person_id for leader in checks.leaders_of(proposal)},
            }
            for proposal, oddities in checks.queue(page.object_list, now=now)
        ],
        "answered": list(here.answered()[:DECIDED_SHOWN]),
    }
    return render(request, "activities/review/queue.html", shown)


@require_safe
@staff_required(*REVIEWERS)
def proposal(request: Request, public_id: UUID) -> HttpResponse:
    """All answers side by side in both languages, the dates, the leaders, the history, and the decision."""
    return _render(request, at_desk(request, public_id))


def _render(
    request: Request,
    proposal: Proposal,
    *,
    approve: forms.Form | None = None,
    decline: forms.Form | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    leaders = checks.leaders_of(proposal)
    looked_at(request, leaders)
    now = timezone.now()
    settled = clearances.settled(leaders, on=timezone.localdate(now))
    works = clearing.asked_by(proposal)
    planned = previews.preview(proposal, now=now) if _waits(proposal) else []
    shown = {
        "proposal": proposal,
        "answers": answers.in_words(proposal, comments=decisions.latest_comments(proposal)),
        "planned": planned,
        "has_place": proposal.venue is not None,
        "oddities": checks.oddities(proposal, planned, settled) if _waits(proposal) else [],
        "leaders": [(leader, settled.lacking(leader, works) if _waits(proposal) else []) for leader in leaders],
        "entries": timeline.of_proposal(proposal, reader=request.actor),
        "waits": _waits(proposal),
        "may_decide": _waits(proposal) and may(request.actor, "activities.review_proposal", proposal),
        "lacking": [language for language in ("en", "fr") if proposals.lacks_text(proposal, language)],
        "activity": getattr(proposal, "activity", None),
        "approve": approve or ApproveForm(prefix="approve"),
        "decline": decline or DeclineForm(prefix="decline"),
        "form": decline or approve,  # its errors begin the page's title
        **more,
    }
    return render(request, "activities/review/proposal.html", shown, status=status)


def _waits(proposal: Proposal) -> bool:
    return proposal.state == ProposalState.SUBMITTED


def _own_group(request: Request, proposal: Proposal) -> HttpResponse:
    """Nobody decides on a group of their own."""
    shown = {"proposal": proposal}
    return render(request, "activities/review/own.html", shown, status=403)


def _decide(
    request: Request,
    proposal: Proposal,
    decision: Callable[[], object],
    typed: str,
    done: str,
    approve: ApproveForm | None = None,
) -> HttpResponse:
    """Make a decision. Where a colleague was faster, say who and what, and show what was typed here; a yes that cannot
    be is said in its form."""
    try:
        decision()
    except Forbidden:
        return _own_group(request, proposal)
    except Moved as error:
        fresh = at_desk(request, proposal.public_id)
        return _render(request, fresh, status=409, faster=timeline.deed(fresh, error.last), typed=typed)
    except DomainError as error:
        if approve:
            approve.refuse(error)
            return _render(request, at_desk(request, proposal.public_id), approve=approve)
        messages.error(request, error.words)
        return redirect("review:proposal", proposal.public_id)
    messages.success(request, done)
    return redirect("review:queue")


@form_view
@staff_required(*REVIEWERS)
def approve(request: Request, public_id: UUID) -> HttpResponse:
    found = at_desk(request, public_id)
    if request.method != "POST":  # they changed the language, or signed in again
        return redirect("review:proposal", public_id)
    form = ApproveForm(request.POST, prefix="approve")
    if not form.is_valid():
        return _render(request, found, approve=form)
    note, works = form.cleaned_data["note"], [Work(work) for work in form.cleaned_data["works"]]
    return _decide(
        request,
        found,
        lambda: decisions.approve(found, by=request.actor, note=note, works=works),
        note,
        _("Approved. The group is on the site, and the champion is told."),
        form,
    )


@form_view
@staff_required(*REVIEWERS)
def decline(request: Request, public_id: UUID) -> HttpResponse:
    found = at_desk(request, public_id)
    if request.method != "POST":  # they changed the language, or signed in again
        return redirect("review:proposal", public_id)
    form = DeclineForm(request.POST, prefix="decline")
    if not form.is_valid():
        return _render(request, found, decline=form)
    reason = form.cleaned_data["reason"]
    return _decide(
        request,
        found,
        lambda: decisions.decline(found, by=request.actor, reason=reason),
        reason,
        _("Declined. The champion is told why."),
    )


@form_view
@staff_required(*REVIEWERS)
def changes(request: Request, public_id: UUID) -> HttpResponse:
    """A box beside each answer."""
    found = at_desk(request, public_id)
    if not may(request.actor, "activities.review_proposal", found):
        return _own_group(request, found)
    form = ChangesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        comments = form.comments()
        if any(text.strip() for text in comments.values()):
            return _decide(
                request,
                found,
                lambda: decisions.request_changes(found, comments=comments, by=request.actor),
                "\n".join(text for text in comments.values() if text),
                _("Sent back with your comments. The champion is told."),
            )
        form.refuse(DomainError("comment_needed"), "whole")
    if not _waits(found):
        return redirect("review:proposal", found.public_id)
    looked_at(request, checks.leaders_of(found))
    beside = form.beside(answers.in_words(found))
    return render(request, "activities/review/changes.html", {"proposal": found, "form": form, "beside": beside})


@form_view
@staff_required(*REVIEWERS)
def translate(request: Request, public_id: UUID, language: str) -> HttpResponse:
    """Add the text in the language that is missing."""
    found = at_desk(request, public_id)
    if language not in ("en", "fr"):
        raise Http404
    try:
        require(request.actor, "activities.review_proposal", found)
    except Forbidden:
        return _own_group(request, found)
    there = {name: getattr(found, f"{name}_{language}") for name in ("title", "summary", "audience")}
    form = TextForm(request.POST or None, language=language, initial=there)
    if request.method == "POST" and form.is_valid():
        try:
            proposals.translate(found, language=language, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            messages.error(request, error.words)
        else:
            messages.success(request, _("The text is added."))
        return redirect("review:proposal", found.public_id)
    looked_at(request, [found.proposer])
    shown = {"proposal": found, "form": form, "language": language, "other": "en" if language == "fr" else "fr"}
    return render(request, "activities/review/translate.html", shown)
