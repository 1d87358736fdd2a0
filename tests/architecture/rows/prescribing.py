"""Writing prescriptions. The colleague, who coordinates volunteers, sees none; nor does the owner at the desk."""

from typing import Any

from tests.architecture.rows import LOGIN, Row, apart
from tests.architecture.world import World


def person(world: World) -> dict[str, Any]:
    return {"public_id": world.owner.public_id}


def prescription(world: World) -> dict[str, Any]:
    return {"public_id": world.prescription.public_id}


def closed(name: str, args: Any = lambda _world: {}, *, method: str = "GET") -> Row:
    """For providers, link workers and managers; coordinators of any centre stay outside."""
    return Row(name, LOGIN, 403, 403, 403, args, method)


ROWS = [
    closed("prescribing:find"),
    closed("prescribing:find", method="POST"),
    closed("prescribing:for_stranger"),
    closed("prescribing:for_person", person),
    closed("desk_prescriptions:mine"),
    closed("desk_prescriptions:show", prescription),
    closed("desk_prescriptions:slip", prescription),
    closed("desk_prescriptions:revoke", prescription),
    closed("desk_prescriptions:book", prescription, method="POST"),
    # A champion's chart number is the client's.
    apart("desk:person_chart", person),
]
