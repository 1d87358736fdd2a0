"""Who may: the predicates about staff that every other app composes."""

from typing import Any

import rules

from core.actors import CARE_ROLES, Actor, Role


def centre_id_of(thing: Any) -> int | None:
    """The centre that a thing belongs to; a centre belongs to itself."""
    centre_id: int | None = thing.pk if thing._meta.label == "centres.Centre" else thing.centre_id
    return centre_id


@rules.predicate
def is_system(actor: Actor) -> bool:
    return actor.is_system


@rules.predicate
def coordinates_here(actor: Actor, thing: Any) -> bool:
    """A coordinator or manager of the thing's centre."""
    return actor.has(Role.COORDINATOR, Role.MANAGER) and actor.centre_id == centre_id_of(thing)


@rules.predicate
def cares_here(actor: Actor, thing: Any) -> bool:
    """Coordinator, link worker or manager of the thing's centre."""
    return actor.has(*CARE_ROLES) and actor.centre_id == centre_id_of(thing)


@rules.predicate
def knows_person(actor: Actor, person: Any) -> bool:
    """Care staff of a centre where the person is known. One query."""
    return actor.has(*CARE_ROLES) and person.centres.filter(pk=actor.centre_id).exists()


@rules.predicate
def is_self(actor: Actor, person: Any) -> bool:
    return actor.person_id is not None and actor.person_id == person.pk


rules.add_perm("people.view", is_system | is_self | knows_person)
rules.add_perm("people.change", is_system | is_self | knows_person)
rules.add_perm("people.merge", is_system | knows_person)
rules.add_perm("people.erase", is_system | (knows_person & rules.predicate(lambda actor: actor.has(Role.MANAGER))))
rules.add_perm("people.staff", is_system | (cares_here & rules.predicate(lambda actor: actor.has(Role.MANAGER))))
rules.add_perm("people.on_call", is_system | coordinates_here)
rules.add_perm("centres.keep_resources", is_system | cares_here)
rules.add_perm("centres.set_limits", is_system | coordinates_here)
rules.add_perm("centres.set_rules", is_system | (cares_here & rules.predicate(lambda actor: actor.has(Role.MANAGER))))
