from typing import Any

from tests.architecture.rows import LOGIN, Row, desk, public
from tests.architecture.world import World


def resource(world: World) -> dict[str, Any]:
    return {"public_id": world.resource.public_id}


def centre(world: World) -> dict[str, Any]:
    return {"centre": world.resource.centre.slug}


def form(_world: World) -> dict[str, Any]:
    return {"form": "json"}


ROWS = [
    public("resources:centres"),
    public("resources:list", centre),
    public("resources:booklet", centre),
    desk("desk_resources:list", stranger=200),
    desk("desk_resources:add", stranger=200),
    desk("desk_resources:booklet", stranger=200),
    desk("desk_resources:booklet_pdf", stranger=200),
    desk("desk_resources:import", stranger=200),
    desk("desk_resources:export", form, stranger=200),
    # Other centres may look at what is listed, and change nothing.
    desk("desk_resources:resource", resource, stranger=200),
    desk("desk_resources:change", resource),
    desk("desk_resources:closing", resource),
    Row("desk_resources:import_take", LOGIN, 403, 302, 302, method="POST"),
    Row("desk_resources:confirm", LOGIN, 403, 302, 404, resource, method="POST"),
    Row("desk_resources:reopen", LOGIN, 403, 302, 404, resource, method="POST"),
]
