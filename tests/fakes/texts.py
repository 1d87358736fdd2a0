"""A gateway that keeps what it is given, where a test is not about the provider."""

from collections.abc import Iterable
from datetime import datetime

import pytest

PATH = f"{__name__}.KeptTexts"


class KeptTexts:
    """`sent`: number and words of each text, and `rung`: number and script of each call, of the running test."""

    carries = True
    sent: list[tuple[str, str]] = []
    rung: list[tuple[str, str]] = []

    def send_text(self, *, to: str, words: str, sender: str = "", report_to: str = "") -> str:
        self.sent.append((to, words))
        return f"SM{len(self.sent)}"

    def texts_to(self, to: str, *, since: datetime) -> Iterable[tuple[str, str]]:
        return [(f"SM{nth}", words) for nth, (number, words) in enumerate(self.sent, 1) if number == to]

    def ring(self, *, to: str, sender: str, script: str, report_to: str) -> str:
        self.rung.append((to, script))
        return f"CA{len(self.rung)}"

    def calls_to(self, to: str, *, since: datetime) -> Iterable[str]:
        return [f"CA{nth}" for nth, (number, _script) in enumerate(self.rung, 1) if number == to]

    def recording(self, provider_id: str) -> bytes:
        return b"RIFF"


@pytest.fixture
def texts(settings) -> type[KeptTexts]:
    """Texts and calls are carried, into these lists."""
    settings.TELEPHONE_GATEWAY = PATH
    KeptTexts.sent, KeptTexts.rung = [], []
    return KeptTexts
