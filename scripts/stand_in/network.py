"""The telephone network in one object: everything that the server, a test or the control page holds on to."""

from collections.abc import Mapping

from scripts.stand_in.account import Account
from scripts.stand_in.alerts import Alerts
from scripts.stand_in.calls import Switchboard
from scripts.stand_in.carrier import Carrier
from scripts.stand_in.faults import Faults
from scripts.stand_in.handset import Handset
from scripts.stand_in.later import Later
from scripts.stand_in.messages import BY_NETWORK, Messages
from scripts.stand_in.webhooks import Webhooks


class Network:
    """Its parts know of each other what they need."""

    def __init__(self, account: Account, *, seed: int = 1) -> None:
        self.account = account
        self.alerts = Alerts()
        self.faults = Faults(seed)
        self.later = Later()
        self.messages = Messages()
        self.webhooks = Webhooks(account, self.faults)
        self.carrier = Carrier(account, self.faults, self.later, self.messages, self.webhooks, self.alerts)
        self.switchboard = Switchboard(account, self.faults, self.later, self.webhooks, self.alerts, self.carrier)
        self.handset = Handset(self.carrier, self.switchboard)

    @property
    def base(self) -> str:
        """Where the API answers."""
        return self.switchboard.base

    @base.setter
    def base(self, address: str) -> None:
        self.switchboard.base = address

    def log(self) -> list[Mapping[str, object]]:
        """Every text that was accepted from the site, in that order: through the API, or as its answer to a text."""
        return [message.told() for message in self.messages if message.direction not in {"inbound", BY_NETWORK}]

    def settle(self, timeout: float = 5.0) -> None:
        """Wait until every report that is on its way has arrived."""
        self.later.settle(timeout)

    def reset(self) -> None:
        """As at the start, save for the account and what it was told."""
        self.later.clear()
        self.faults.clear()
        self.carrier.clear()
        self.switchboard.clear()
        self.messages.clear()
        self.webhooks.sent.clear()
        self.alerts.clear()
