"""Coming in with a slip, asking for oneself, and clinics outside. Whoever coordinates volunteers keeps no clinics."""

from typing import Any

from tests.architecture.rows import LOGIN, Row, public
from tests.architecture.world import World


def session(world: World) -> dict[str, Any]:
    return {"public_id": world.session.public_id}


def centre(world: World) -> dict[str, Any]:
    return {"centre": world.centre.slug}


def token(world: World) -> dict[str, Any]:
    return {"token": world.partner_link.token}


def update(world: World) -> dict[str, Any]:
    return {"token": world.update_link.token}


def partner(world: World) -> dict[str, Any]:
    return {"public_id": world.partner.public_id}


def link(world: World) -> dict[str, Any]:
    return {"public_id": world.partner.public_id, "pk": world.partner_link.link.pk}


ROWS = [
    public("prescribed:enter"),
    # Nobody has typed a number here.
    public("prescribed:choose", status=302),
    public("prescribed:take", session, status=302),
    public("prescribed:done", status=302),
    Row("prescribed:close", 302, 302, 302, 302, method="POST"),
    public("prescribed:centres"),
    public("prescribed:ask", centre),
    public("prescribed:ask", lambda _world: {"centre": "nowhere"}, status=404),
    public("prescribed:asked"),
    public("prescribed:partner", token),
    public("prescribed:partner", lambda _world: {"token": "forged"}, status=404),
    public("prescribed:written"),
    public("prescribed:update", update),
    public("prescribed:update", lambda _world: {"token": "forged"}, status=404),
    # No link was opened here.
    public("prescribed:word", status=404),
    public("prescribed:word_print", status=404),
    Row("desk_partners:list", LOGIN, 403, 403, 403),
    Row("desk_partners:add", LOGIN, 403, 403, 403),
    Row("desk_partners:change", LOGIN, 403, 403, 403, partner),
    Row("desk_partners:send", LOGIN, 403, 403, 403, partner, method="POST"),
    Row("desk_partners:revoke", LOGIN, 403, 403, 403, link, method="POST"),
]
