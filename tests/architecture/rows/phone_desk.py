"""The desk's telephone, calls and week: who is meant is sent with the button."""

from typing import Any

from tests.architecture.rows import LOGIN, Row, desk
from tests.architecture.world import World


def person(world: World) -> dict[str, Any]:
    return {"person": world.owner.public_id, "session": world.session.public_id, "result": "no_answer"}


def booking(world: World) -> dict[str, Any]:
    return {"booking": world.booking.public_id}


def step(name: str, data: Any, answer: int = 200) -> Row:
    """A button: for staff elsewhere, the person and the place do not exist."""
    return Row(name, LOGIN, 403, answer, 404, method="POST", data=data)


ROWS = [
    desk("desk_phone:start", stranger=200),
    Row("desk_phone:new", LOGIN, 403, 200, 200, method="POST"),
    step("desk_phone:caller", person),
    step("desk_phone:agree", person),
    step("desk_phone:book", person),
    step("desk_phone:change", booking),
    step("desk_phone:cancel", booking),
    step("desk_phone:move", booking),
    step("desk_phone:accept", booking),
    desk("desk_calls:list", stranger=200),
    step("desk_calls:note", person, 302),
]
