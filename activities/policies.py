"""Who may propose, review, lead, book and keep a register."""

from typing import Any

import rules

from activities.models import Booking, Proposal, Session
from centres.models import Centre
from champions.models import Champion
from core.actors import Actor
from people.policies import cares_here, coordinates_here, is_system


@rules.predicate
def is_active_champion_here(actor: Actor, centre: Centre) -> bool:
    return Champion.objects.active().filter(person=actor.person_id, centre=centre).exists()


@rules.predicate
def is_proposer(actor: Actor, proposal: Proposal) -> bool:
    return actor.person_id is not None and proposal.proposer.person_id == actor.person_id


@rules.predicate
def proposer_is_active(_actor: Actor, proposal: Proposal) -> bool:
    return proposal.proposer.is_active


@rules.predicate
def would_lead(actor: Actor, proposal: Proposal) -> bool:
    """The proposer or a co-leader: nobody decides on a group of their own."""
    if actor.person_id is None:
        return False
    return is_proposer(actor, proposal) or proposal.co_leaders.filter(person=actor.person_id).exists()


@rules.predicate
def leads(actor: Actor, session: Session) -> bool:
    """An active leader of the session's activity."""
    if actor.person_id is None:
        return False
    return session.activity.leaders.filter(person=actor.person_id).active().exists()


@rules.predicate
def is_own_booking(actor: Actor, booking: Booking) -> bool:
    return actor.person_id is not None and actor.person_id == booking.person_id


def _at_session(predicate: Any) -> Any:
    """The same predicate, asked about a booking's session."""

    @rules.predicate(f"{predicate.name}_of_booking")
    def asked(actor: Actor, booking: Booking) -> bool:
        return predicate(actor, booking.session)

    return asked


rules.add_perm("activities.propose", is_system | is_active_champion_here)
rules.add_perm("activities.change_proposal", is_system | (is_proposer & proposer_is_active))
rules.add_perm("activities.withdraw_proposal", is_system | is_proposer)
rules.add_perm("activities.review_proposal", is_system | (coordinates_here & ~would_lead))
rules.add_perm("activities.change_session", is_system | coordinates_here)
rules.add_perm("activities.keep_register", is_system | coordinates_here | leads)
rules.add_perm("activities.book_for_others", is_system | cares_here | leads)
rules.add_perm("activities.change_booking", is_system | is_own_booking | _at_session(cares_here))
