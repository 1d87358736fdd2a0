"""The providers' addresses, which answer to their signature alone; the telephone to try, where a stand-in is named."""

from tests.architecture.rows import LOGIN, Row


def webhook(name: str, args: dict[str, object] | None = None) -> Row:
    return Row(name, 403, 403, 403, 403, lambda _world: args or {}, method="POST")


ROWS = [
    webhook("mail:inbound"),
    webhook("phone:sms"),
    webhook("phone:status"),
    webhook("phone:voice"),
    webhook("phone:voice_message", {"pk": 1}),
    webhook("phone:voice_step", {"step": "main"}),
    Row("desk_simulator:phone", LOGIN, 403, 404, 404),
    Row("desk_simulator:screen", LOGIN, 403, 404, 404),
    Row("desk_simulator:act", LOGIN, 403, 404, 404, method="POST"),
]
