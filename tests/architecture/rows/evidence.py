"""The numbers of a centre. Colleague and stranger coordinate; managers are asked in `tests/evaluation/`."""

from typing import Any

from tests.architecture.rows import LOGIN, Row


def closed(name: str, args: Any = lambda _world: {}) -> Row:
    return Row(name, LOGIN, 403, 403, 403, args)


ROWS = [
    closed("desk_evidence:home"),
    closed("desk_evidence:chart", lambda _world: {"slug": "source"}),
]
