"""Who may see to a champion's way and file, ask somebody, answer, decide what a centre needs; what is one's own."""

from typing import Any

import rules

from champions.models import Champion
from champions.models.invitation import ASKING
from core.actors import Actor, Role
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
def is_that_champion(actor: Actor, champion: Champion) -> bool:
    """The champion themselves."""
    return actor.person_id is not None and actor.person_id == champion.person_id


@rules.predicate
def stands(_actor: Actor, champion: Champion) -> bool:
    """On the way, or serving."""
    return champion.is_on_the_way or champion.is_serving


rules.add_perm("champions.manage", is_system | coordinates_here)
rules.add_perm("champions.pause", is_system | coordinates_here | is_that_champion)
rules.add_perm("champions.own", is_system | is_that_champion)
# Nobody counts their own hours, signs their own letter or writes their own file.
rules.add_perm("champions.support", is_system | (coordinates_here & ~is_that_champion))
rules.add_perm("champions.print", is_system | coordinates_here | is_that_champion)
rules.add_perm("champions.offer_help", is_system | is_that_champion)
rules.add_perm(
    "champions.decide_needs", is_system | (coordinates_here & rules.predicate(lambda actor: actor.has(Role.MANAGER)))
)
rules.add_perm("champions.take_steps", is_that_champion & stands)
rules.add_perm("champions.name_referee", is_system | coordinates_here | (is_that_champion & stands))
rules.add_perm("champions.ask", is_system | asks_here)
rules.add_perm("champions.follow", is_system | coordinates_here | (asks_here & has_asked))
rules.add_perm("champions.answer", is_system | was_asked | coordinates_here | (asks_here & has_asked))
rules.add_perm("champions.apply", is_system | is_that_champion | coordinates_here)
