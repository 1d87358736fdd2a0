"""A centre's reports. Colleague and stranger coordinate; managers are asked in `tests/evaluation/`."""

from typing import Any

from tests.architecture.rows import LOGIN, Row
from tests.architecture.world import World


def quarter(_world: World) -> dict[str, Any]:
    return {"period": "2026-3"}


def file(_world: World) -> dict[str, Any]:
    return {"period": "2026-3", "language": "fr", "form": "word"}


ROWS = [
    Row("desk_reports:choose", LOGIN, 403, 403, 403),
    Row("desk_reports:show", LOGIN, 403, 403, 403, quarter),
    Row("desk_reports:take", LOGIN, 403, 403, 403, file),
]
