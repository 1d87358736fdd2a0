"""The caseload. Owner, colleague and stranger are none of those who walk with clients: link workers and managers are
asked in `test_roles`, and in `tests/prescriptions/`."""

from typing import Any

from tests.architecture.rows import LOGIN, Row
from tests.architecture.world import World


def case(world: World) -> dict[str, Any]:
    return {"public_id": world.case.prescription.public_id}


def walking(name: str, args: Any = lambda _world: {}, method: str = "GET") -> Row:
    return Row(f"desk_cases:{name}", LOGIN, 403, 403, 403, args, method=method)


ROWS = [
    walking("caseload"),
    walking("search"),
    walking("case", case),
    walking("take", case, "POST"),
    walking("give_back", case, "POST"),
    walking("try", case),
    walking("step", case),
    walking("hand_over", case),
    walking("close", case),
    walking("reopen", case),
    walking("transfer", case),
]
