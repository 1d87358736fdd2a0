"""Who may: the predicates about staff that every other app composes."""

from typing import Any

import rules

from core.actors import CARE_ROLES, Actor, Role
from people.models import LockOverride
from people.models.lockbox import Reason, open_to


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
    """Care staff of a centre where the person is known, unless the record is locked from them. One query."""
    if not actor.has(*CARE_ROLES) or actor.centre_id is None:
        return False
    through = type(person).centres.through.objects
    known = through.filter(open_to(actor), person=person.pk, centre=actor.centre_id)
    return bool(known.exists())


@rules.predicate
def holds_the_key(actor: Actor, person: Any) -> bool:
    """Whoever sees the record only because they opened it against its lock: they may lift the lock where the person is
    with them and asked for it, and for no other reason. One query; for who knows the person."""
    opened = LockOverride.open_now(actor).filter(person=person.pk)
    return not opened.exists() or opened.filter(reason=Reason.ASKED).exists()


@rules.predicate
def is_self(actor: Actor, person: Any) -> bool:
    return actor.person_id is not None and actor.person_id == person.pk


rules.add_perm("people.view", is_system | is_self | knows_person)
rules.add_perm("people.change", is_system | is_self | knows_person)
rules.add_perm("people.lock", is_system | is_self | knows_person)
rules.add_perm("people.lift_lock", is_system | is_self | (knows_person & holds_the_key))
rules.add_perm("people.merge", is_system | knows_person)
rules.add_perm("people.erase", is_system | (knows_person & rules.predicate(lambda actor: actor.has(Role.MANAGER))))
rules.add_perm("people.staff", is_system | (cares_here & rules.predicate(lambda actor: actor.has(Role.MANAGER))))
rules.add_perm("people.on_call", is_system | coordinates_here)
rules.add_perm("centres.keep_resources", is_system | cares_here)
rules.add_perm("centres.set_limits", is_system | coordinates_here)
rules.add_perm("centres.set_rules", is_system | (cares_here & rules.predicate(lambda actor: actor.has(Role.MANAGER))))
