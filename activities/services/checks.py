"""What a coordinator should notice about a proposal before deciding."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models import Proposal
from activities.services import scheduling


class Oddity(models.TextChoices):
    """Something odd. None of them forbids a yes."""

    CLASH = "clash", _("The room is taken on one of the dates")
    CLOSED = "closed", _("One of the dates falls on a holiday or a closure")
    NO_FRENCH = "no_french", _("There is no French text yet")
    NO_ENGLISH = "no_english", _("There is no English text yet")
    LEADER_NOT_CLEARED = "leader_not_cleared", _("A leader is not active at the moment")
    ROOM_TOO_SMALL = "room_too_small", _("More people than the room holds")


def oddities(proposal: Proposal, *, now: datetime) -> list[Oddity]:
    """What is odd about one proposal. Needs `centre`, `venue`, `proposer` and `co_leaders` loaded; three queries."""
    planned = scheduling.preview(proposal, now=now)
    leaders = [proposal.proposer, *proposal.co_leaders.all()]
    room = proposal.venue.capacity if proposal.venue else None
    found = {
        Oddity.CLASH: any(date.clash and not date.skipped for date in planned),
        Oddity.CLOSED: any(date.closed for date in planned),
        Oddity.NO_FRENCH: not (proposal.title_fr and proposal.summary_fr),
        Oddity.NO_ENGLISH: not (proposal.title_en and proposal.summary_en),
        Oddity.LEADER_NOT_CLEARED: not all(leader.is_active for leader in leaders),
        Oddity.ROOM_TOO_SMALL: room is not None and (proposal.capacity or 0) > room,
    }
    return [oddity for oddity, is_so in found.items() if is_so]


def queue(proposals: Iterable[Proposal], *, now: datetime) -> list[tuple[Proposal, list[Oddity]]]:
    """Each proposal with what is odd about it."""
    return [(proposal, oddities(proposal, now=now)) for proposal in proposals]
