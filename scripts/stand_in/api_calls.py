"""The REST API for calls and recordings."""

from functools import partial
from urllib.parse import urlsplit

from scripts.stand_in.api import E164, ROOT, page, refuse, within
from scripts.stand_in.dialogue import Call
from scripts.stand_in.exchange import Answer, Request, Routes
from scripts.stand_in.network import Network
from scripts.stand_in.recordings import Recording
from scripts.stand_in.twiml import TwimlError
from scripts.stand_in.webhooks import WebhookError


class CallsApi:
    """`/Calls.json` and `/Recordings`, and what is below."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.switchboard = network.switchboard

    def add_to(self, routes: Routes) -> None:
        routes.add("POST", f"{ROOT}/Calls.json", self.create)
        routes.add("GET", f"{ROOT}/Calls.json", self.list)
        routes.add("GET", f"{ROOT}/Calls/{{sid}}.json", self.fetch)
        routes.add("POST", f"{ROOT}/Calls/{{sid}}.json", self.update)
        routes.add("GET", f"{ROOT}/Recordings/{{sid}}.{{kind}}", self.recording)
        routes.add("DELETE", f"{ROOT}/Recordings/{{sid}}.json", self.delete_recording)

    def create(self, request: Request, account_sid: str) -> Answer:
        """Accept a call. It rings a moment later, so that the site need not answer while it asks."""
        form = request.form
        self._check(form)
        # A form names an event several times, or several events in one field.
        events = {event for name, value in request.fields if name == "StatusCallbackEvent" for event in value.split()}
        call = Call(
            self.switchboard,
            form["To"],
            form["From"],
            form.get("Url", ""),
            form.get("Method", "POST"),
            "outbound-api",
            form.get("StatusCallback", ""),
            form.get("StatusCallbackMethod", "POST"),
            frozenset(events or {"completed"}),
            form.get("MachineDetection", ""),
            form.get("Twiml", ""),
        )
        self.switchboard.calls[call.sid] = call
        resource = call.resource(account_sid)
        self.network.later.after(0, call.ring)
        if seconds := self.network.account.rings_for:
            self.network.later.after(seconds, call.give_up)
        return Answer(resource, 201)

    def list(self, request: Request, account_sid: str) -> Answer:
        query = request.query
        is_within = within(query, "StartTime")
        found = [
            call
            for call in self.switchboard.newest_first()
            if query.get("To", call.to) == call.to
            and query.get("From", call.from_) == call.from_
            and query.get("Status", call.status) == call.status
            and is_within(call.second)
        ]
        return page(request, "calls", found, lambda call: call.resource(account_sid))

    def fetch(self, _request: Request, account_sid: str, sid: str) -> Answer:
        return Answer(self._call(sid).resource(account_sid))

    def update(self, request: Request, account_sid: str, sid: str) -> Answer:
        """End a call, or send it elsewhere; a moment later, for the same reason as a call rings later."""
        call, form = self._call(sid), request.form
        if call.ended:
            raise refuse(21220)
        resource = call.resource(account_sid)
        if status := form.get("Status"):
            self.network.later.after(0, partial(call.end, status))
            resource["status"] = status
        elif call.status != "in-progress":
            raise refuse(21220)
        else:
            self.network.later.after(0, partial(self._redirect, call, form))
        return Answer(resource)

    def recording(self, _request: Request, account_sid: str, sid: str, kind: str) -> Answer:
        recording = self._recording(sid)
        if kind == "wav":
            return Answer(recording.wav(), content_type="audio/x-wav")
        if kind == "mp3":
            return Answer(recording.mp3(), content_type="audio/mpeg")
        return Answer(recording.resource(account_sid))

    def delete_recording(self, _request: Request, account_sid: str, sid: str) -> Answer:  # noqa: ARG002 - of the path
        del self.switchboard.recordings[self._recording(sid).sid]
        return Answer(status=204)

    def _redirect(self, call: Call, form: dict[str, str]) -> None:
        """Nobody is there to hear of a failure; it is an alert by now."""
        try:
            call.redirect(form.get("Url", ""), form.get("Method", "POST"), form.get("Twiml", ""))
        except (TwimlError, WebhookError):
            return

    def _call(self, sid: str) -> Call:
        if call := self.switchboard.calls.get(sid):
            return call
        raise refuse(20404, status=404, to=f"/Calls/{sid}.json")

    def _recording(self, sid: str) -> Recording:
        if recording := self.switchboard.recordings.get(sid):
            return recording
        raise refuse(20404, status=404, to=f"/Recordings/{sid}")

    def _check(self, form: dict[str, str]) -> None:
        to, sender, url = form.get("To", ""), form.get("From", ""), form.get("Url", "")
        if not to:
            raise refuse(21201)
        if not sender:
            raise refuse(21213)
        if not E164.fullmatch(to):
            raise refuse(21211, to=to)
        if sender not in self.network.account.numbers:
            raise refuse(21210, from_=sender)
        if not form.get("Twiml") and urlsplit(url).scheme not in {"http", "https"}:
            raise refuse(21205, to=url)
