"""The REST API for texts, and what it shares with the one for calls: pages, filters by date, error texts."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar
from urllib.parse import urlencode

from scripts.stand_in.exchange import Answer, Refusal, Request, Routes
from scripts.stand_in.messages import BY_NETWORK, Message
from scripts.stand_in.network import Network

ROOT = "/2010-04-01/Accounts/{account_sid}"
E164 = re.compile(r"\+[1-9]\d{7,14}")
LONGEST = 1600
PAGE = 50
LONGEST_PAGE = 1000
TEXTS = {
    21211: "The 'To' number {to} is not a valid phone number.",
    21602: "Message body is required.",
    21603: "A 'From' phone number is required.",
    21604: "A 'To' phone number is required.",
    21606: "The 'From' phone number {from_} is not a valid, message-capable Twilio phone number for this account.",
    21610: "Attempt to send to unsubscribed recipient",
    21612: "The 'To' phone number {to} is not currently reachable using the 'From' phone number via SMS.",
    21614: "'To' number {to} is not a valid mobile number",
    21617: "The concatenated message body exceeds the 1600 character limit.",
    21701: "The Messaging Service {service} does not exist.",
    20003: "Authenticate",
    21201: "No 'To' number is specified",
    21205: "Url is not a valid URL: {to}",
    21210: "'From' phone number not verified: {from_}",
    21213: "'From' phone number is required",
    21220: "Call is not in-progress. Cannot redirect.",
    20404: "The requested resource {to} was not found",
    20429: "Too Many Requests",
}


class HasSid(Protocol):
    sid: str


Row = TypeVar("Row", bound=HasSid)


def refuse(code: int, *, status: int = 400, **names: str) -> Refusal:
    words = {"to": "", "from_": "", "service": "", **names}
    return Refusal(code, TEXTS.get(code, "Refused by the stand-in").format(**words), status)


class MessagesApi:
    """`/Messages.json` and what is below."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def add_to(self, routes: Routes) -> None:
        routes.add("POST", f"{ROOT}/Messages.json", self.create)
        routes.add("GET", f"{ROOT}/Messages.json", self.list)
        routes.add("GET", f"{ROOT}/Messages/{{sid}}.json", self.fetch)

    def create(self, request: Request, account_sid: str) -> Answer:
        form = request.form
        self._check(form)
        service = form.get("MessagingServiceSid", "")
        sender = form.get("From") or self.network.account.numbers[0]
        message = Message(
            form["To"],
            sender,
            form["Body"],
            service_sid=service,
            callback=form.get("StatusCallback", ""),
            status="accepted" if service else "queued",
        )
        self.network.messages.add(message)
        resource = message.resource(account_sid)
        if service and not form.get("From"):
            # The service has not chosen a sender yet, nor counted the parts.
            resource |= {"from": None, "num_segments": "0"}
        self.network.carrier.take(message)
        return Answer(resource, 201)

    def list(self, request: Request, account_sid: str) -> Answer:
        query = request.query
        number = query.get("To") or query.get("From")
        messages = self.network.messages
        rows = messages.with_number(number) if number else messages
        is_within = within(query, "DateSent")
        found = [
            message
            for message in rows
            if message.direction != BY_NETWORK
            and query.get("To", message.to) == message.to
            and query.get("From", message.from_) == message.from_
            and is_within(message.second)
        ]
        return page(request, "messages", found[::-1], lambda message: message.resource(account_sid))

    def fetch(self, _request: Request, account_sid: str, sid: str) -> Answer:
        message = self.network.messages.get(sid)
        if message is None:
            raise refuse(20404, status=404, to=f"/Messages/{sid}.json")
        return Answer(message.resource(account_sid))

    def _check(self, form: dict[str, str]) -> None:
        """The provider's own order of objections."""
        to, sender, service = form.get("To", ""), form.get("From", ""), form.get("MessagingServiceSid", "")
        account = self.network.account
        if not to:
            raise refuse(21604)
        if not sender and not service:
            raise refuse(21603)
        if not form.get("Body"):
            raise refuse(21602)
        if len(form["Body"]) > LONGEST:
            raise refuse(21617)
        if not E164.fullmatch(to):
            raise refuse(21211, to=to)
        if service and service != account.messaging_service_sid:
            raise refuse(21701, status=404, service=service)
        if sender and sender not in account.numbers:
            raise refuse(21606, from_=sender)
        if code := self.network.carrier.objection(to, sender):
            raise refuse(code, to=to)


def within(query: dict[str, str], name: str) -> Callable[[datetime], bool]:
    """A filter for `Name`, `Name<` and `Name>`: a day, or a moment. Both ends belong to it."""
    lowest, highest = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    if name in query:
        lowest, highest = _span(query[name])
    if f"{name}>" in query:
        lowest = _span(query[f"{name}>"])[0]
    if f"{name}<" in query:
        highest = _span(query[f"{name}<"])[1]
    return lambda moment: lowest <= moment <= highest


def _span(text: str) -> tuple[datetime, datetime]:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    is_day = "T" not in text
    return moment, moment + timedelta(days=1, microseconds=-1) if is_day else moment


def page(request: Request, name: str, rows: Sequence[Row], show: Callable[[Row], dict[str, object]]) -> Answer:
    """One page of a list that begins with the newest, and the address of the next. A page is found again by the row
    before it, so that what comes in meanwhile moves nothing."""
    size = min(int(request.query.get("PageSize", PAGE)), LONGEST_PAGE)
    number = int(request.query.get("Page", 0))
    token = request.query.get("PageToken", "").removeprefix("PA")
    start = next((place for place, row in enumerate(rows, 1) if row.sid == token), 0)
    shown = rows[start : start + size]
    kept = {key: value for key, value in request.query.items() if key not in {"Page", "PageToken", "PageSize"}}
    more = None
    if start + size < len(rows):
        position = {"PageSize": size, "Page": number + 1, "PageToken": f"PA{shown[-1].sid}"}
        more = f"{request.path}?{urlencode({**kept, **position})}"
    first = f"{request.path}?{urlencode({**kept, 'PageSize': size, 'Page': 0})}"
    return Answer(
        {
            name: [show(row) for row in shown],
            "page": number,
            "page_size": size,
            "start": start,
            "end": start + len(shown) - 1,
            "first_page_uri": first,
            "next_page_uri": more,
            "previous_page_uri": None,
            "uri": first,
        }
    )
