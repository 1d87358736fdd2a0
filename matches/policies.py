"""Who may arrange matches, and who may do what about visits and lifts."""

from typing import Any

import rules

from core.actors import Actor
from people.policies import cares_here, is_system

rules.add_perm("matches.arrange", is_system | cares_here)


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
rules.add_perm("matches.call_off", is_system | visits | is_visited | cares_here)
rules.add_perm("matches.look_after", is_system | cares_here)
rules.add_perm("matches.arrange_lift", is_system | cares_here)
rules.add_perm("matches.drive", is_system | drives | cares_here)
rules.add_perm("matches.ask_for_lift", is_system | rides | cares_here)
