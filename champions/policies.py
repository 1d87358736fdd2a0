"""Who may change a champion's standing, and say what a champion offers."""

import rules

from champions.models import Champion
from core.actors import Actor
from people.policies import coordinates_here, is_system


@rules.predicate
def is_themselves(actor: Actor, champion: Champion) -> bool:
    return actor.person_id is not None and actor.person_id == champion.person_id


rules.add_perm("champions.manage", is_system | coordinates_here)
rules.add_perm("champions.offer_help", is_system | is_themselves)
