"""The telephone network in one object: everything that the server, a test or the control page holds on to."""

from collections.abc import Mapping

from scripts.stand_in.account import Account
from scripts.stand_in.alerts import Alerts
from scripts.stand_in.carrier import Carrier
from scripts.stand_in.faults import Faults
from scripts.stand_in.later import Later
from scripts.stand_in.messages import Messages
from scripts.stand_in.webhooks import Webhooks


class Network:
    """Its parts know of each other what they need; `base` is where its API answers."""

    def __init__(self, account: Account, *, seed: int = 1) -> None:
        self.base = ""
        self.account = account
        self.alerts = Alerts()
        self.faults = Faults(seed)
        self.later = Later()
        self.messages = Messages()
        self.webhooks = Webhooks(account, self.faults)
        self.carrier = Carrier(account, self.faults, self.later, self.messages, self.webhooks, self.alerts)

    def log(self) -> list[Mapping[str, object]]:
        """Every text that the API accepted, in that order."""
        return [message.told() for message in self.messages if message.direction == "outbound-api"]

    def settle(self, timeout: float = 5.0) -> None:
        """Wait until every report that is on its way has arrived."""
        self.later.settle(timeout)

    def reset(self) -> None:
        """As at the start, save for the account and what it was told."""
        self.later.clear()
        self.faults.clear()
        self.carrier.clear()
        self.messages.clear()
        self.webhooks.sent.clear()
        self.alerts.clear()
