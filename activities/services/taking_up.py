"""A champion takes an idea up: it becomes the start of their proposal."""

from datetime import datetime

from django.db import transaction

from activities import states
from activities.models import Idea, Proposal
from activities.services import proposals
from activities.starting_points import SOMETHING_ELSE
from champions.models import Champion
from core import clock
from core.actors import Actor
from core.errors import Forbidden
from core.policies import require


@transaction.atomic
def take_up(idea: Idea, *, champion: Champion, by: Actor, now: datetime | None = None) -> Proposal:
    """Start a proposal with its words; the idea says that somebody is working on it.

    Raises `Forbidden`, and `Moved` where somebody else took it up first.
    """
    require(by, "activities.take_up_idea", idea)
    if champion.centre_id != idea.centre_id:
        raise Forbidden
    now = now or clock.now()
    begun = SOMETHING_ELSE.rest(now.astimezone(champion.centre.zone).date())
    proposal = proposals.start(
        champion=champion,
        by=by,
        now=now,
        title_en=idea.title_en,
        title_fr=idea.title_fr,
        summary_en=idea.words_en,
        summary_fr=idea.words_fr,
        **(begun | {"sensitive": idea.sensitive}),
    )
    states.ideas.move(idea, "take_up", by=by, proposal=proposal)
    return proposal
