"""Who may ask for a companion, arrange matches, and say something about one's own."""

from typing import Any

import rules

from core.actors import Actor
from people.policies import cares_here, coordinates_here, is_system


@rules.predicate
def is_theirs(actor: Actor, request: Any) -> bool:
    """It is the actor's own wish."""
    return actor.person_id is not None and actor.person_id == request.person_id


@rules.predicate
def is_champion_of(actor: Actor, match: Any) -> bool:
    return actor.person_id is not None and actor.person_id == match.champion.person_id


@rules.predicate
def says_it(actor: Actor, say: Any) -> bool:
    """Whoever of the two it belongs to."""
    match = say.match
    whose = match.champion.person_id if say.side == "champion" else match.request.person_id
    return actor.person_id is not None and actor.person_id == whose


@rules.predicate
def is_the_champion(actor: Actor, champion: Any) -> bool:
    return actor.person_id is not None and actor.person_id == champion.person_id


@rules.predicate
def cares_at_its_centre(actor: Actor, say: Any) -> bool:
    return bool(cares_here(actor, say.match))


rules.add_perm("matches.arrange", is_system | cares_here)
rules.add_perm("matches.change_request", is_system | is_theirs | cares_here)
rules.add_perm("matches.answer", is_system | is_champion_of | cares_here)
rules.add_perm("matches.say", is_system | says_it | cares_at_its_centre)
rules.add_perm("matches.offer", is_system | is_the_champion | coordinates_here)
