"""`/_control/…`: the same handles over HTTP, in JSON, for another process: a crash test, a page with a telephone."""

from collections.abc import Callable
from dataclasses import fields

from scripts.stand_in.account import Account
from scripts.stand_in.exchange import Answer, Refusal, Request, Routes
from scripts.stand_in.network import Network

ROOT = "/_control"
TOLD = {field.name for field in fields(Account)}


class Control:
    """One method for each address."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def add_to(self, routes: Routes) -> None:
        routes.add("GET", f"{ROOT}/log", self.log)
        routes.add("GET", f"{ROOT}/alerts", self.alerts)
        routes.add("GET", f"{ROOT}/webhooks", self.webhooks)
        routes.add("GET", f"{ROOT}/faults", self.faults)
        routes.add("POST", f"{ROOT}/faults", self.set_faults)
        routes.add("POST", f"{ROOT}/account", self.tell)
        routes.add("POST", f"{ROOT}/numbers", self.treat)
        routes.add("POST", f"{ROOT}/replay", self.replay)
        routes.add("POST", f"{ROOT}/settle", self.settle)
        routes.add("POST", f"{ROOT}/reset", self.reset)

    def log(self, _request: Request) -> Answer:
        """Every text that the API accepted."""
        return Answer(self.network.log())

    def alerts(self, _request: Request) -> Answer:
        """What the provider would complain of."""
        return Answer(self.network.alerts.told())

    def webhooks(self, _request: Request) -> Answer:
        """What the site was told, oldest first."""
        return Answer([webhook.told() for webhook in list(self.network.webhooks.sent)])

    def faults(self, _request: Request) -> Answer:
        return Answer(self.network.faults.told())

    def set_faults(self, request: Request) -> Answer:
        """Turn the knobs that are named."""
        _or_refuse(lambda: self.network.faults.set(**request.json))  # type: ignore[arg-type]
        return self.faults(request)

    def tell(self, request: Request) -> Answer:
        """Change what the stand-in was told at its start: `{"sms_url": "/telephone/texts/"}`."""
        if unknown := request.json.keys() - TOLD:
            raise Refusal(400, f"nothing is called {', '.join(sorted(unknown))}")
        for name, value in request.json.items():
            setattr(self.network.account, name, tuple(value) if isinstance(value, list) else value)
        return Answer({})

    def treat(self, request: Request) -> Answer:
        """How a number behaves from now on: `{"number": "+1…", "fail": 30003}`."""
        manner = request.json
        number = str(manner.pop("number"))
        _or_refuse(lambda: self.network.carrier.treat(number, **manner))  # type: ignore[arg-type]
        return Answer({})

    def replay(self, request: Request) -> Answer:
        """Send an earlier webhook once more; the last one unless told which."""
        return Answer(self.network.webhooks.replay(int(str(request.json.get("which", -1)))).told())

    def settle(self, request: Request) -> Answer:
        """Answer once every report that is on its way has arrived: `{"timeout": 5}`."""
        try:
            self.network.settle(float(str(request.json.get("timeout", 5))))
        except TimeoutError as error:
            raise Refusal(408, str(error), 408) from error
        return Answer({})

    def reset(self, _request: Request) -> Answer:
        self.network.reset()
        return Answer({})


def _or_refuse(turn: Callable[[], None]) -> None:
    try:
        turn()
    except (TypeError, ValueError) as error:
        raise Refusal(400, str(error)) from error
