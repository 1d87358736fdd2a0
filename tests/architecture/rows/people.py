from typing import Any

from core import links
from notifications.services import stopping
from people.services import codes
from tests.architecture.rows import LOGIN, Row, apart, desk, public
from tests.architecture.world import World


def person(world: World) -> dict[str, Any]:
    return {"public_id": world.owner.public_id}


def contact(world: World) -> dict[str, Any]:
    return {"public_id": world.owner.public_id, "pk": world.contact.pk}


def two_people(world: World) -> dict[str, Any]:
    return {"public_id": world.owner.public_id, "other_id": world.neighbour.public_id}


def merge(world: World) -> dict[str, Any]:
    return {"public_id": world.owner.public_id, "pk": world.merge.pk}


def own_contact(world: World) -> dict[str, Any]:
    return {"pk": world.contact.pk}


def stop_token(world: World) -> dict[str, Any]:
    return {"token": links.make(stopping.STOP, str(world.owner.public_id))}


def link(world: World) -> dict[str, Any]:
    return {"public_id": world.owner.public_id, "pk": world.page_link.link.pk}


def own_link(world: World) -> dict[str, Any]:
    return {"pk": world.page_link.link.pk}


def token(world: World) -> dict[str, Any]:
    return {"token": world.page_link.token}


def confirm_token(world: World) -> dict[str, Any]:
    return {"token": codes.confirm_token(world.contact)}


def here(world: World) -> dict[str, Any]:
    return {"centre": str(world.centre.pk)}


def mine(name: str) -> Row:
    """A page about whoever is signed in."""
    return Row(name, LOGIN, 200, 200, 200)


ROWS = [
    desk("desk:home", stranger=200),
    Row("desk:centre", LOGIN, 403, 302, 403, method="POST", data=here),
    desk("desk:people", stranger=200),
    desk("desk:doubles", stranger=200),
    desk("desk:person_doubles", person),
    apart("desk:compare", two_people),
    Row("desk:tell_apart", LOGIN, 403, 302, 404, two_people, method="POST"),
    apart("desk:merge", two_people),
    apart("desk:merge", two_people, method="POST"),
    desk("desk:unmerge", merge),
    Row("desk:unmerge", LOGIN, 403, 302, 404, merge, method="POST"),
    Row("desk:people_search", LOGIN, 403, 302, 302),  # nothing typed yet: to the whole list
    desk("desk:person_new", stranger=200),
    desk("desk:person", person),
    desk("desk:person_edit", person),
    desk("desk:person_pin", person),
    desk("desk:contact_add", person),
    Row("desk:contact_verify", LOGIN, 403, 302, 404, contact, method="POST"),
    Row("desk:link_make", LOGIN, 403, 200, 404, person, method="POST"),
    Row("desk:link_make", LOGIN, 403, 302, 404, person),
    Row("desk:link_revoke", LOGIN, 403, 302, 404, link, method="POST"),
    Row("desk:contact_remove", LOGIN, 403, 302, 404, contact, method="POST"),
    desk("desk:person_consents", person),
    apart("desk:person_access", person),
    Row("desk:person_erase", LOGIN, 403, 403, 403, person),  # a manager's decision
    mine("my:home"),
    mine("my:details"),
    mine("my:details_edit"),
    mine("my:pin"),
    mine("my:contact_add"),
    Row("my:contact_remove", LOGIN, 302, 404, 404, own_contact, method="POST"),
    mine("my:agreements"),
    mine("my:access"),
    Row("my:contact_confirm", LOGIN, 302, 404, 404, own_contact, method="POST"),
    mine("my:links"),
    Row("my:link_make", LOGIN, 200, 200, 200, method="POST"),
    Row("my:link_make", LOGIN, 302, 302, 302),
    Row("my:link_revoke", LOGIN, 302, 404, 404, own_link, method="POST"),
    # Without an account: somebody signed in is told to sign out first, or sent to their own page.
    public("my:open", token),
    Row("my:open", 302, 200, 200, 200, token, method="POST"),
    Row("my:close", 302, 302, 302, 302, method="POST"),
    Row("my:find", 200, 302, 302, 302),
    Row("my:code", 302, 302, 302, 302),
    public("my:confirm", confirm_token),
    mine("messages:preferences"),
    desk("desk_messages:preferences", person),
    public("messages:stop", stop_token),
    Row("messages:stop", 200, 200, 200, 200, stop_token, method="POST"),
]
