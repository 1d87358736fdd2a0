"""What a coordinator should notice about a proposal before deciding."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import Proposal
from activities.services import clearing, previews
from activities.services.previews import PlannedDate
from activities.services.proposals import lacks_text
from champions.models import Champion
from champions.services import clearances
from champions.services.clearances import Settled


class Oddity(models.TextChoices):
    """Something odd. Of these only a leader's steps forbid a yes."""

    CLASH = "clash", _("The room is taken on one of the dates")
    CLOSED = "closed", _("One of the dates falls on a holiday or a closure")
    NO_DATES = "no_dates", _("No date lies ahead any more")
    NO_FRENCH = "no_french", _("There is no French text yet")
    NO_ENGLISH = "no_english", _("There is no English text yet")
    LEADER_NOT_CLEARED = "leader_not_cleared", _("A leader is not active at the moment")
    LEADER_HAS_STEPS = "leader_has_steps", _("A leader still has steps to do before they start")
    ROOM_TOO_SMALL = "room_too_small", _("More people than the room holds")


def leaders_of(proposal: Proposal) -> list[Champion]:
    return [proposal.proposer, *proposal.co_leaders.all()]


def oddities(proposal: Proposal, planned: list[PlannedDate], settled: Settled) -> list[Oddity]:
    """What is odd about a proposal with these next dates, and what is `settled` of its leaders. Needs what
    `Proposal.for_review` loads; no query."""
    leaders = leaders_of(proposal)
    works = clearing.asked_by(proposal)
    room = proposal.venue.capacity if proposal.venue else None
    found = {
        Oddity.CLASH: any(date.clash and not date.skipped for date in planned),
        Oddity.CLOSED: any(date.closed for date in planned),
        Oddity.NO_DATES: all(date.skipped for date in planned),
        Oddity.NO_FRENCH: lacks_text(proposal, "fr"),
        Oddity.NO_ENGLISH: lacks_text(proposal, "en"),
        Oddity.LEADER_NOT_CLEARED: not all(leader.is_active for leader in leaders),
        Oddity.LEADER_HAS_STEPS: any(settled.lacking(leader, works) for leader in leaders),
        Oddity.ROOM_TOO_SMALL: room is not None and (proposal.capacity or 0) > room,
    }
    return [oddity for oddity, is_so in found.items() if is_so]


def queue(proposals: Iterable[Proposal], *, now: datetime) -> list[tuple[Proposal, list[Oddity]]]:
    """Each proposal with what is odd about it. The same number of queries for one as for a hundred of one centre."""
    proposals = list(proposals)
    planned = previews.previews(proposals, now=now)
    settled = clearances.settled(
        [one for proposal in proposals for one in leaders_of(proposal)], on=timezone.localdate(now)
    )
    return [(proposal, oddities(proposal, dates, settled)) for proposal, dates in zip(proposals, planned, strict=True)]
