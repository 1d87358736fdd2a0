"""The provider's addresses: without its signature nobody gets anywhere."""

from tests.architecture.rows import Row


def signed(name: str, args: dict[str, object] | None = None) -> Row:
    return Row(name, 403, 403, 403, 403, lambda _world: args or {}, method="POST")


ROWS = [
    signed("phone:sms"),
    signed("phone:status"),
    signed("phone:voice"),
    signed("phone:voice_message", {"pk": 1}),
    signed("phone:voice_step", {"step": "main"}),
]
