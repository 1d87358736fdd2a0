"""Who people are, what changed, and the tables as a file. The colleague only coordinates volunteers."""

from typing import Any

from tests.architecture.rows import LOGIN, Row
from tests.architecture.world import World


def owner(world: World) -> dict[str, Any]:
    return {"public_id": world.owner.public_id}


def file(_world: World) -> dict[str, Any]:
    return {"kind": "csv"}


ROWS = [
    Row("about_me:questions", LOGIN, 200, 200, 200),
    Row("about_me:take_back", LOGIN, 302, 302, 302, method="POST"),
    Row("desk_equity:ask", LOGIN, 403, 403, 403, owner),
    Row("desk_equity:ask", LOGIN, 403, 403, 403, owner, method="POST"),
    Row("evidence_change:show", LOGIN, 403, 403, 403),
    Row("evidence_change:chart", LOGIN, 403, 403, 403, lambda _world: {"slug": "ucla3-2004-loneliness"}),
    Row("evidence_equity:show", LOGIN, 403, 403, 403),
    Row("evidence_export:choose", LOGIN, 403, 403, 403),
    Row("evidence_export:choose", LOGIN, 403, 403, 403, method="POST", data=file),
    Row("evidence_export:dictionary", LOGIN, 403, 403, 403),
    Row("evidence_export:attendance", LOGIN, 403, 403, 403, method="POST"),
    Row("evidence_export:attendance_dictionary", LOGIN, 403, 403, 403),
]
