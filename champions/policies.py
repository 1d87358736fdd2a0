"""Who may see to a champion's way and file, who decides what a centre asks, and what is a champion's own."""

import rules

from champions.models import Champion
from core.actors import Actor, Role
from people.policies import coordinates_here, is_system


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
    "champions.ask", is_system | (coordinates_here & rules.predicate(lambda actor: actor.has(Role.MANAGER)))
)
rules.add_perm("champions.take_steps", is_that_champion & stands)
rules.add_perm("champions.name_referee", is_system | coordinates_here | (is_that_champion & stands))
