"""Who may write a prescription, revoke it, and walk with it."""

from typing import Any

import rules

from core.actors import Actor, Role
from people.policies import centre_id_of, is_system
from prescriptions.models import WALKERS, WRITERS


@rules.predicate
def writes_here(actor: Actor, thing: Any) -> bool:
    """Provider, link worker or manager of the thing's centre."""
    return actor.has(*WRITERS) and actor.centre_id == centre_id_of(thing)


@rules.predicate
def walks_here(actor: Actor, thing: Any) -> bool:
    """Link worker or manager of the thing's centre."""
    return actor.has(*WALKERS) and actor.centre_id == centre_id_of(thing)


@rules.predicate
def wrote_it(actor: Actor, prescription: Any) -> bool:
    """Its provider, at the centre where they wrote it."""
    is_theirs = actor.user_id is not None and actor.user_id == prescription.written_by_id
    return is_theirs and actor.centre_id == prescription.centre_id and actor.has(*WRITERS)


@rules.predicate
def is_for_them(actor: Actor, prescription: Any) -> bool:
    return actor.person_id is not None and actor.person_id == prescription.person_id


rules.add_perm("prescriptions.write", is_system | writes_here)
rules.add_perm("prescriptions.revoke", is_system | wrote_it | walks_here)
rules.add_perm("prescriptions.walk", is_system | walks_here)
rules.add_perm("prescriptions.hear", is_system | wrote_it)
is_manager = rules.predicate(lambda actor: actor.has(Role.MANAGER))
rules.add_perm("prescriptions.exchange", is_system | (walks_here & is_manager))
rules.add_perm("prescriptions.book", is_system | is_for_them | wrote_it | walks_here)
rules.add_perm("prescriptions.keep_partners", is_system | walks_here)
