"""`/_control/…` for handsets: write, read, ring, press and say, for a page that shows a telephone."""

from collections.abc import Callable
from typing import TypeVar

from scripts.stand_in.control import ROOT
from scripts.stand_in.dialogue import Call
from scripts.stand_in.exchange import Answer, Refusal, Request, Routes
from scripts.stand_in.network import Network
from scripts.stand_in.twiml import TwimlError
from scripts.stand_in.webhooks import WebhookError

# What a handset can do with a call, by the names of the methods of `Call`.
DEEDS = {"answer", "machine", "no_answer", "busy", "press", "say", "wait", "record", "hang_up"}
Result = TypeVar("Result")


class HandsetControl:
    """One method for each address. What the site did wrong comes back as 502, what the handset cannot do as 409."""

    def __init__(self, network: Network) -> None:
        self.handset = network.handset
        self.network = network

    def add_to(self, routes: Routes) -> None:
        routes.add("GET", f"{ROOT}/handsets", self.handsets)
        routes.add("GET", f"{ROOT}/thread", self.thread)
        routes.add("POST", f"{ROOT}/texts", self.text)
        routes.add("GET", f"{ROOT}/calls", self.calls)
        routes.add("POST", f"{ROOT}/calls", self.call)
        routes.add("GET", f"{ROOT}/ringing", self.ringing)
        routes.add("GET", f"{ROOT}/calls/{{sid}}", self.show)
        routes.add("POST", f"{ROOT}/calls/{{sid}}", self.do)

    def handsets(self, _request: Request) -> Answer:
        """The numbers of people that texts went to or came from, the newest first."""
        return Answer(self.network.messages.handsets())

    def thread(self, request: Request) -> Answer:
        """`?number=+1…`: both ways, oldest first."""
        return Answer([message.told() for message in self.handset.thread(request.query.get("number", ""))])

    def text(self, request: Request) -> Answer:
        """`{"from": "+1…", "to": "+1…", "body": "1", "media": 0}`"""
        said = request.json
        from_, to, body = (_word(said, name) for name in ("from", "to", "body"))
        media = int(str(said.get("media", 0)))
        return Answer({"answers": _or_refuse(lambda: self.handset.text(from_, to, body, media))})

    def calls(self, _request: Request) -> Answer:
        """All of them, the newest first."""
        return Answer([told(call) for call in self.network.switchboard.newest_first()])

    def call(self, request: Request) -> Answer:
        """`{"from": "+1…", "to": "+1…"}`"""
        said = request.json
        return Answer(told(_or_refuse(lambda: self.handset.call(_word(said, "from"), _word(said, "to")))))

    def ringing(self, request: Request) -> Answer:
        """`?number=+1…`, or everywhere."""
        return Answer([told(call) for call in self.handset.ringing(request.query.get("number", ""))])

    def show(self, _request: Request, sid: str) -> Answer:
        return Answer(told(self._call(sid)))

    def do(self, request: Request, sid: str) -> Answer:
        """`{"do": "press", "keys": "1"}`, `{"do": "say", "text": "oui"}`, `{"do": "record", "seconds": 5}`,
        `{"do": "hang_up"}`…"""
        how = request.json
        deed = str(how.pop("do", ""))
        call = self._call(sid)
        if deed not in DEEDS:
            raise Refusal(400, f"a handset cannot {deed}: {', '.join(sorted(DEEDS))}")
        _or_refuse(lambda: getattr(call, deed)(**how))
        return Answer(told(call))

    def _call(self, sid: str) -> Call:
        if call := self.network.switchboard.calls.get(sid):
            return call
        raise Refusal(404, f"no call {sid}", 404)


def told(call: Call) -> dict[str, object]:
    """A call as a telephone shows it."""
    return {
        "sid": call.sid,
        "from": call.from_,
        "to": call.to,
        "direction": call.direction,
        "status": call.status,
        "ended": call.ended,
        "heard": call.heard,
        "all_heard": call.all_heard,
        "played": call.played,
        "waiting_for": call.waiting_for,
        "takes": call.takes,
        "keys": call.keys,
        "dialed": call.dialed,
        "shown": call.shown,
        "talking_to": call.talking_to,
        "at": call.at.isoformat(),
    }


def _word(said: dict[str, object], name: str) -> str:
    if name not in said:
        raise Refusal(400, f"{name} is missing")
    return str(said[name])


def _or_refuse(deed: Callable[[], Result]) -> Result:
    try:
        return deed()
    except (WebhookError, TwimlError) as error:
        raise Refusal(error.code, str(error), 502) from error
    except (TypeError, ValueError) as error:
        raise Refusal(409, str(error), 409) from error
