"""Who may see to a champion's way and file, who decides what a centre asks, and what is a champion's own."""

import rules

from champions.models import Champion
from core.actors import Actor, Role
from people.policies import coordinates_here, is_system


@rules.predicate
def is_own(actor: Actor, champion: Champion) -> bool:
    return actor.person_id is not None and actor.person_id == champion.person_id


@rules.predicate
def stands(_actor: Actor, champion: Champion) -> bool:
    """On the way, or serving."""
    return champion.is_on_the_way or champion.is_serving


rules.add_perm("champions.manage", is_system | coordinates_here)
rules.add_perm(
    "champions.ask", is_system | (coordinates_here & rules.predicate(lambda actor: actor.has(Role.MANAGER)))
)
rules.add_perm("champions.own", is_own & stands)
rules.add_perm("champions.name_referee", is_system | coordinates_here | (is_own & stands))
