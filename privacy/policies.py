"""Who may look after privacy, and ask about a record."""

from typing import Any

import rules

from core.actors import Actor
from people.policies import centre_id_of, is_self, is_system, knows_person
from privacy import officers


@rules.predicate
def is_officer(actor: Actor) -> bool:
    return officers.is_officer(actor)


@rules.predicate
def officer_here(actor: Actor, thing: Any) -> bool:
    """A privacy officer of the thing's centre."""
    return officers.is_officer(actor) and actor.centre_id == centre_id_of(thing)


@rules.predicate
def looked_themselves(actor: Actor, look: Any) -> bool:
    return actor.user_id is not None and actor.user_id == look.viewer_id


@rules.predicate
def is_theirs(actor: Actor, request: Any) -> bool:
    return actor.person_id is not None and actor.person_id == request.person_id


rules.add_perm("privacy.read_trail", is_system | officer_here)
rules.add_perm("privacy.settle_look", is_system | (officer_here & ~looked_themselves))
rules.add_perm("privacy.mark_well_known", is_system | officer_here)
rules.add_perm("privacy.keep_incidents", is_system | officer_here)
rules.add_perm("privacy.ask", is_system | is_self | knows_person)
rules.add_perm("privacy.answer", is_system | (officer_here & ~is_theirs))
rules.add_perm("privacy.withdraw", is_system | is_theirs | officer_here)
rules.add_perm("privacy.disagree", is_system | is_theirs | officer_here)
rules.add_perm("privacy.decide_retention", is_system | officer_here)
