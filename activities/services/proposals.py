"""The champion's side of a proposal: write, send, take back."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from activities import states
from activities.models import Proposal, ProposalState
from activities.models.details import DETAIL_FIELDS
from activities.services import ideas, previews
from champions.models import Champion
from champions.models.champion import ChampionQuerySet
from core import audit, clock
from core.actors import SYSTEM, Actor
from core.errors import DomainError
from core.policies import require

# What a champion writes; the centre follows from who proposes, and the state from the machine.
WRITABLE = frozenset(DETAIL_FIELDS) - {"centre"} | {"needs_from_staff"}
ABANDONED_AFTER = timedelta(days=30)


@transaction.atomic
def start(*, champion: Champion, by: Actor, now: datetime | None = None, **answers: Any) -> Proposal:
    """Keep the first answers of a new proposal. Raises `Forbidden` unless an active champion of the centre asks."""
    require(by, "activities.propose", champion.centre)
    now = now or clock.now()
    proposal = Proposal(proposer=champion, centre=champion.centre, created_at=now, updated_at=now)
    _write(proposal, answers)
    proposal.save()
    states.proposals.remember(proposal, "start", before="", by=by)
    return proposal


@transaction.atomic
def save(proposal: Proposal, *, by: Actor, co_leaders: Iterable[Champion] | None = None, **answers: Any) -> Proposal:
    """Keep more answers. Only while it is the champion's turn; raises `Forbidden` or `DomainError` else."""
    require(by, "activities.change_proposal", proposal)
    locked = _lock(proposal)
    if locked is None or not locked.is_with_champion:
        raise DomainError("proposal_not_yours_to_change")
    _write(proposal, answers)
    proposal.updated_at = clock.now()
    proposal.save(update_fields=[*answers, "updated_at"])
    if co_leaders is not None:
        proposal.co_leaders.set(c for c in co_leaders if c.centre_id == proposal.centre_id and c.is_active)
    audit.record("proposal.changed", by=by, subject=proposal, person_id=proposal.proposer.person_id)
    return proposal


def _lock(proposal: Proposal) -> Proposal | None:
    """The row as it is now, locked; nothing where it was thrown away meanwhile."""
    return Proposal.objects.select_for_update().filter(pk=proposal.pk).first()


def _write(proposal: Proposal, answers: dict[str, Any]) -> None:
    unknown = answers.keys() - WRITABLE
    if unknown:
        raise TypeError(f"a champion does not write {sorted(unknown)}")
    for name, value in answers.items():
        setattr(proposal, name, value)


def missing(proposal: Proposal) -> list[str]:
    """The fields that must be answered before it can be sent, in the order of the form."""
    wanted: dict[str, Any] = {
        "title": proposal.title,
        "summary": proposal.summary,
        "start_date": proposal.start_date,
        "start_time": proposal.start_time,
        "minutes": proposal.minutes,
        "venue": proposal.venue_id,
        "languages": proposal.languages,
    }
    return [name for name, value in wanted.items() if not value]


@transaction.atomic
def submit(proposal: Proposal, *, by: Actor, now: datetime | None = None) -> Proposal:
    """Send it to the coordinators, the first time or again.

    Raises `DomainError("proposal_incomplete")` or `("no_dates")`, `Moved`, `Forbidden`.
    """
    require(by, "activities.change_proposal", proposal)
    now = now or clock.now()
    if missing(proposal):
        raise DomainError("proposal_incomplete")
    if all(planned.skipped for planned in previews.preview(proposal, now=now)):
        raise DomainError("no_dates")
    return states.proposals.move(proposal, "submit", by=by, submitted_at=now, updated_at=now)


@transaction.atomic
def translate(
    proposal: Proposal, *, language: str, by: Actor, title: str, summary: str, audience: str = ""
) -> Proposal:
    """A coordinator adds the text in the language that is missing, while the proposal waits for an answer.

    What the champion wrote stays as it is. Raises `Forbidden`, `DomainError("text_is_there")`, `("not_waiting")`.
    """
    require(by, "activities.review_proposal", proposal)
    locked = _lock(proposal)
    if locked is None or locked.state != ProposalState.SUBMITTED:
        raise DomainError("not_waiting")
    if not lacks_text(locked, language):
        raise DomainError("text_is_there")
    wanted = {f"title_{language}": title, f"summary_{language}": summary, f"audience_{language}": audience}
    added = {name: text for name, text in wanted.items() if text and not getattr(locked, name)}
    _write(proposal, added)
    proposal.save(update_fields=list(added))
    audit.record("proposal.translated", by=by, subject=proposal, person_id=proposal.proposer.person_id)
    return proposal


def lacks_text(proposal: Proposal, language: str) -> bool:
    """Whether a reader of `language` (`en` or `fr`) would find the other language."""
    return not (getattr(proposal, f"title_{language}") and getattr(proposal, f"summary_{language}"))


def colleagues(champion: Champion) -> ChampionQuerySet:
    """The other active champions of the centre, by name: whom one may ask to lead together."""
    return Champion.leading_at(champion.centre_id).exclude(pk=champion.pk)


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Actor) -> Proposal:
    """Take it back; it stays on the champion's page as withdrawn. Raises `Moved`, `Forbidden`."""
    require(by, "activities.withdraw_proposal", proposal)
    states.proposals.move(proposal, "withdraw", by=by, updated_at=clock.now())
    ideas.put_back(proposal, by=by)
    return proposal


@transaction.atomic
def discard(proposal: Proposal, *, by: Actor) -> None:
    """Throw a draft away, with all that was written. Raises `DomainError` once it has been sent."""
    require(by, "activities.withdraw_proposal", proposal)
    locked = _lock(proposal)
    if locked is None or locked.state != ProposalState.DRAFT:
        raise DomainError("proposal_not_yours_to_change")
    ideas.put_back(proposal, by=by)
    audit.record("proposal.discarded", by=by, subject=proposal, person_id=proposal.proposer.person_id)
    locked.delete()


def discard_abandoned(*, now: datetime) -> int:
    """Throw away the drafts that nobody has touched for a month; returns how many."""
    stale = Proposal.objects.filter(state=ProposalState.DRAFT, updated_at__lt=now - ABANDONED_AFTER)
    count = 0
    for proposal in stale.select_related("proposer"):
        discard(proposal, by=SYSTEM)
        count += 1
    return count
