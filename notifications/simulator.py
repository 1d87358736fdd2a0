"""A telephone to try: handsets of the stand-in for the telephone network. On one's own machine only.

The stand-in (`scripts.stand_in`) plays the provider: it calls our real webhooks with real signatures, and its handsets
hear what a caller would hear. Here is only what its `/_control` addresses answer.
"""

from dataclasses import dataclass
from typing import Any

import requests
from django.conf import settings

TIMEOUT = 20  # seconds; it waits for our own answer to its webhook


class NoStandIn(Exception):
    """Nothing answers where the stand-in should be."""


class SiteFailed(Exception):
    """Our own webhook did not answer as it should."""


@dataclass(frozen=True)
class Handset:
    """One number of somebody's, and what it can do."""

    number: str

    def thread(self) -> list[dict[str, Any]]:
        """Its texts both ways, oldest first: `body`, `direction`, `status`."""
        return _ask("GET", "thread", params={"number": self.number})

    def text(self, line: str, words: str) -> None:
        _ask("POST", "texts", json={"from": self.number, "to": line, "body": words})

    def call(self, line: str) -> None:
        _ask("POST", "calls", json={"from": self.number, "to": line})

    def on_the_line(self) -> dict[str, Any] | None:
        """The call that it is in, or that rings; else the last one, if any."""
        calls = [call for call in _ask("GET", "calls") if self.number in {call["from"], call["to"]}]
        going = [call for call in calls if not call["ended"]]
        return (going or calls or [None])[0]

    def act(self, sid: str, deed: str, **how: Any) -> None:
        """Answer, press, say, wait, record or hang up."""
        _ask("POST", f"calls/{sid}", json={"do": deed, **how})


def handsets() -> list[str]:
    """The numbers that were texted to or from, newest first."""
    return _ask("GET", "handsets")


def is_there() -> bool:
    """Whether a stand-in is named at all."""
    return bool(settings.PHONE_STAND_IN)


def _ask(method: str, path: str, **told: Any) -> Any:
    address = f"{settings.PHONE_STAND_IN}/_control/{path}"
    try:
        answer = requests.request(method, address, timeout=TIMEOUT, **told)
    except requests.RequestException as error:
        raise NoStandIn from error
    if answer.status_code == 502:
        raise SiteFailed(answer.json().get("message", ""))
    if not answer.ok and answer.status_code != 409:  # 409: the call has moved on meanwhile
        raise NoStandIn(answer.status_code)
    return answer.json()
