"""The provider's addresses, which answer to its signature alone; the telephone to try, where a stand-in is named."""

from tests.architecture.rows import LOGIN, Row


def webhook(name: str) -> Row:
    return Row(name, 403, 403, 403, 403, method="POST")


ROWS = [
    webhook("phone:sms"),
    webhook("phone:status"),
    Row("desk_simulator:phone", LOGIN, 403, 404, 404),
    Row("desk_simulator:screen", LOGIN, 403, 404, 404),
    Row("desk_simulator:act", LOGIN, 403, 404, 404, method="POST"),
]
