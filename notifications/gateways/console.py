"""No provider: nothing leaves. What would have gone out stands at the desk, among the messages."""

from collections.abc import Iterable
from datetime import datetime

import structlog

log = structlog.get_logger("porchlight.gateway")


class ConsoleGateway:
    """Says in the log that a text or a call would have gone out. Of whom it would have reached, staff know to call."""

    carries = False

    def send_text(self, *, to: str, words: str, sender: str = "", report_to: str = "") -> str:
        log.info("text not sent", parts=1 + len(words) // 160, country=to[:2])
        return ""

    def texts_to(self, to: str, *, since: datetime) -> Iterable[tuple[str, str]]:
        return ()

    def ring(self, *, to: str, sender: str, script: str, report_to: str) -> str:
        log.info("call not made", country=to[:2])
        return ""

    def calls_to(self, to: str, *, since: datetime) -> Iterable[str]:
        return ()

    def recording(self, provider_id: str) -> bytes:
        return b""
