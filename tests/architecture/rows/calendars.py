from typing import Any

from django.utils.text import slugify

from tests.architecture.rows import LOGIN, Row, public
from tests.architecture.world import World


def own(world: World) -> dict[str, Any]:
    return {"pk": world.calendar.subscription.pk}


def own_address(world: World) -> dict[str, Any]:
    """Whoever has it can read it."""
    return {"token": world.calendar.token}


def mine(name: str, args: Any = lambda _world: {}) -> Row:
    """A page about whoever is signed in."""
    return Row(name, LOGIN, 200, 200, 200, args)


ROWS = [
    public("calendars:centre", lambda world: {"slug": world.centre.slug}),
    public("calendars:activity", lambda world: {"slug": world.activity.slug}),
    public("calendars:session", lambda world: {"public_id": world.session.public_id}),
    public("calendars:kind", lambda _world: {"kind": "games"}),
    public("calendars:kind", lambda world: {"kind": "games", "slug": world.centre.slug}),
    public("calendars:spoken", lambda _world: {"spoken": "fr"}),
    public("calendars:spoken", lambda world: {"spoken": "fr", "slug": world.centre.slug}),
    public("calendars:town", lambda world: {"slug": slugify(world.centre.town)}),
    public("calendars:own", own_address),
    mine("my_calendars:list"),
    mine("my_calendars:new"),
    Row("my_calendars:change", LOGIN, 200, 404, 404, own),
    Row("my_calendars:rotate", LOGIN, 302, 302, 302, own),
    Row("my_calendars:rotate", LOGIN, 200, 404, 404, own, method="POST"),
    Row("my_calendars:revoke", LOGIN, 302, 404, 404, own, method="POST"),
]
