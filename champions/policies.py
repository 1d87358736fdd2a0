"""Who may change a champion's standing, ask somebody, answer, and tell us about themselves."""

from typing import Any

import rules

from champions.models.invitation import ASKING
from core.actors import Actor
from people.policies import centre_id_of, coordinates_here, is_system


@rules.predicate
def asks_here(actor: Actor, thing: Any) -> bool:
    """Staff of the centre who work with people."""
    return actor.has(*ASKING) and actor.centre_id == centre_id_of(thing)


@rules.predicate
def has_asked(actor: Actor, invitation: Any) -> bool:
    """Whoever made the invitation, as long as they work there."""
    return actor.user_id is not None and actor.user_id == invitation.inviter_id


@rules.predicate
def was_asked(actor: Actor, invitation: Any) -> bool:
    champion = invitation.champion
    return actor.person_id is not None and champion is not None and actor.person_id == champion.person_id


@rules.predicate
def is_them(actor: Actor, champion: Any) -> bool:
    return actor.person_id is not None and actor.person_id == champion.person_id


rules.add_perm("champions.manage", is_system | coordinates_here)
rules.add_perm("champions.ask", is_system | asks_here)
rules.add_perm("champions.follow", is_system | coordinates_here | (asks_here & has_asked))
rules.add_perm("champions.answer", is_system | was_asked | coordinates_here | (asks_here & has_asked))
rules.add_perm("champions.apply", is_system | is_them | coordinates_here)
