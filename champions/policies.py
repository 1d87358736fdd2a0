"""Who may change a champion's standing, say what a champion offers, and what is in their file."""

import rules

from champions.models import Champion
from core.actors import Actor
from people.policies import coordinates_here, is_system


@rules.predicate
def is_that_champion(actor: Actor, champion: Champion) -> bool:
    """The champion themselves."""
    return actor.person_id is not None and actor.person_id == champion.person_id


rules.add_perm("champions.manage", is_system | coordinates_here)
rules.add_perm("champions.pause", is_system | coordinates_here | is_that_champion)
rules.add_perm("champions.own", is_system | is_that_champion)
# Nobody counts their own hours, signs their own letter or writes their own file.
rules.add_perm("champions.support", is_system | (coordinates_here & ~is_that_champion))
rules.add_perm("champions.print", is_system | coordinates_here | is_that_champion)
rules.add_perm("champions.offer_help", is_system | is_that_champion)
