"""Who may ask for a companion, arrange matches, visits and lifts, and say or do something about one's own."""

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


@rules.predicate
def visits(actor: Actor, match: Any) -> bool:
    """The visitor of a match. Needs its champion loaded."""
    return actor.person_id is not None and actor.person_id == match.champion.person_id


@rules.predicate
def is_visited(actor: Actor, match: Any) -> bool:
    """Whom the visitor sees. Needs the request loaded."""
    return actor.person_id is not None and actor.person_id == match.request.person_id


@rules.predicate
def drives(actor: Actor, lift: Any) -> bool:
    """Who drives. Needs the driver loaded."""
    return actor.person_id is not None and lift.driver is not None and actor.person_id == lift.driver.person_id


@rules.predicate
def rides(actor: Actor, lift: Any) -> bool:
    return actor.person_id is not None and actor.person_id == lift.person_id


rules.add_perm("matches.visit", is_system | visits | cares_here)
rules.add_perm("matches.move_visit", is_system | visits | is_visited | cares_here)
rules.add_perm("matches.call_off", is_system | visits | is_visited | cares_here)
rules.add_perm("matches.look_after", is_system | cares_here)
rules.add_perm("matches.arrange_lift", is_system | cares_here)
rules.add_perm("matches.drive", is_system | drives | cares_here)
rules.add_perm("matches.ask_for_lift", is_system | rides | cares_here)
