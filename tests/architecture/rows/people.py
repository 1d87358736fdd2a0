from typing import Any

from tests.architecture.rows import LOGIN, Row, desk
from tests.architecture.world import World


def person(world: World) -> dict[str, Any]:
    return {"public_id": world.owner.public_id}


def contact(world: World) -> dict[str, Any]:
    return {"public_id": world.owner.public_id, "pk": world.contact.pk}


def own_contact(world: World) -> dict[str, Any]:
    return {"pk": world.contact.pk}


def here(world: World) -> dict[str, Any]:
    return {"centre": str(world.centre.pk)}


def mine(name: str) -> Row:
    """A page about whoever is signed in."""
    return Row(name, LOGIN, 200, 200, 200)


ROWS = [
    desk("desk:home", stranger=200),
    Row("desk:centre", LOGIN, 403, 302, 403, method="POST", data=here),
    desk("desk:people", stranger=200),
    Row("desk:people_search", LOGIN, 403, 302, 302),  # nothing typed yet: to the whole list
    desk("desk:person_new", stranger=200),
    desk("desk:person", person),
    desk("desk:person_edit", person),
    desk("desk:contact_add", person),
    Row("desk:contact_remove", LOGIN, 403, 302, 404, contact, method="POST"),
    desk("desk:person_consents", person),
    desk("desk:person_access", person),
    Row("desk:person_erase", LOGIN, 403, 403, 403, person),  # a manager's decision
    mine("my:home"),
    mine("my:details"),
    mine("my:details_edit"),
    mine("my:contact_add"),
    Row("my:contact_remove", LOGIN, 302, 404, 404, own_contact, method="POST"),
    mine("my:agreements"),
    mine("my:access"),
]
