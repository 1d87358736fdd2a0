from typing import Any

from tests.architecture.rows import LOGIN, Row, public
from tests.architecture.world import World


def written(world: World) -> dict[str, Any]:
    return {"public_id": world.prescription.public_id}


def system(world: World) -> dict[str, Any]:
    return {"public_id": world.system.public_id}


def span(_world: World) -> dict[str, Any]:
    return {"since": "2026-11-01", "until": "2026-11-30"}


def closed(name: str, args: Any = lambda _world: {}, *, method: str = "GET", data: Any = lambda _world: {}) -> Row:
    """None of the four gets in: neither clients nor whoever coordinates volunteers. `desk_roles` says who does."""
    return Row(name, LOGIN, 403, 403, 403, args, method, data)


ROWS = [
    closed("desk_words:list"),
    closed("desk_words:word", written),
    closed("desk_words:print", written),
    closed("desk_words:read", written, method="POST"),
    closed("desk_exchange:home"),
    closed("desk_exchange:export", method="POST", data=span),
    closed("desk_exchange:import"),
    closed("desk_exchange:import_take", method="POST"),
    closed("desk_exchange:systems"),
    closed("desk_exchange:revoke", system, method="POST"),
    public("fhir:metadata"),
    public("fhir:smart"),
    # Without a token of theirs, nobody reads: an account opens nothing here.
    public("fhir:search", lambda _world: {"kind": "Task"}, status=401),
    public("fhir:read", lambda world: {"kind": "Task", "key": world.prescription.public_id}, status=401),
    Row("fhir:token", 400, 400, 400, 400, method="POST"),
]
