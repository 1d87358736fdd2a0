"""The coordinator's side of a proposal: a coordinator of that centre decides, and never on a group of their own."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from activities import states
from activities.models import Activity, Proposal, ProposalComment
from activities.services import ideas, publishing
from champions.models import Work
from core import clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from notifications.services.outbox import notify


def _tell(proposal: Proposal, slug: str, key: str = "") -> None:
    """The champion and the co-leaders."""
    for champion in [proposal.proposer, *proposal.co_leaders.select_related("person")]:
        notify(slug, person=champion.person, about=proposal, key=key, centre_id=proposal.centre_id)


@transaction.atomic
def approve(
    proposal: Proposal, *, by: Actor, note: str = "", works: Collection[Work] = (), now: datetime | None = None
) -> Activity:
    """Say yes: publishes the activity and its sessions in the same transaction. `works` as in `publishing.publish`.

    Raises `Moved` where another coordinator was faster (its `last` says who and when), `Forbidden`, and
    `DomainError("leader_lacks")` where somebody who would lead is not cleared for it.
    """
    require(by, "activities.review_proposal", proposal)
    now = now or clock.now()
    states.proposals.move(proposal, "approve", by=by, updated_at=now)
    _keep_words(proposal, note, by=by, at=now)
    activity = publishing.publish(proposal, by=by, works=works, now=now)
    _tell(proposal, "proposal-approved")
    return activity


@transaction.atomic
def request_changes(
    proposal: Proposal, *, comments: Mapping[str, str], by: Actor, now: datetime | None = None
) -> Proposal:
    """Ask for changes. `comments` maps a field's name to what should change there; "" is the whole proposal.

    Raises `DomainError("comment_needed")` without any, `Moved`, `Forbidden`.
    """
    require(by, "activities.review_proposal", proposal)
    said = {field: text.strip() for field, text in comments.items() if text.strip()}
    if not said:
        raise DomainError("comment_needed")
    now = now or clock.now()
    states.proposals.move(proposal, "request_changes", by=by, updated_at=now)
    number = (proposal.comments.aggregate(last=Max("round"))["last"] or 0) + 1
    ProposalComment.objects.bulk_create(
        ProposalComment(proposal=proposal, field=field, text=text, round=number, by_user_id=by.user_id, at=now)
        for field, text in said.items()
    )
    _tell(proposal, "proposal-changes", key=str(number))
    return proposal


@transaction.atomic
def decline(proposal: Proposal, *, reason: str, by: Actor, now: datetime | None = None) -> Proposal:
    """Say no, and why. Raises `DomainError("reason_needed")`, `Moved`, `Forbidden`."""
    require(by, "activities.review_proposal", proposal)
    if not reason.strip():
        raise DomainError("reason_needed")
    now = now or clock.now()
    states.proposals.move(proposal, "decline", by=by, updated_at=now)
    ideas.put_back(proposal, by=by)
    _keep_words(proposal, reason, by=by, at=now)
    _tell(proposal, "proposal-declined")
    return proposal


def _keep_words(proposal: Proposal, text: str, *, by: Actor, at: datetime) -> None:
    """What was said with the decision."""
    if text.strip():
        ProposalComment.objects.create(
            proposal=proposal,
            field=ProposalComment.DECISION,
            text=text.strip(),
            round=0,
            by_user_id=by.user_id,
            at=at,
        )


def latest_comments(proposal: Proposal) -> dict[str, str]:
    """What the newest round asked for, by field; empty where nothing was ever asked."""
    rows = [row for row in proposal.comments.all() if row.field != ProposalComment.DECISION]
    last = max((row.round for row in rows), default=0)
    return {row.field: row.text for row in rows if row.round == last}
