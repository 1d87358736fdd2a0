"""Texts and calls through Twilio, with its own client."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import requests
from django.conf import settings
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from notifications.gateways import Busy, NotNow, Stopped
from people.services.codes import Refused

API = "https://api.twilio.com"
TIMEOUT = 10  # seconds; well below the lease of whoever waits (services.delivery)
CLOCKS_DIFFER = timedelta(minutes=2)
LOOKS_BACK = 200  # texts to one number
OURS = "outbound-api"  # and no answer to what came in

# Twilio's error codes that say something of the number, not of the moment.
SAID_STOP = {21610}
NOBODYS = {
    21211,  # no such number
    21217,  # … for a call
    21614,  # takes no texts
    30005,  # unknown at its carrier
    30006,  # a landline, or its carrier takes no texts
}

_own = threading.local()


class TwilioGateway:
    """Made without arguments from the `TWILIO_…` settings. Raises `ValueError` where they are not whole."""

    carries = True

    def __init__(self) -> None:
        if not (settings.TWILIO_ACCOUNT_SID and settings.TWILIO_AUTH_TOKEN):
            raise ValueError("TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN must be set")

    def send_text(self, *, to: str, words: str, sender: str = "", report_to: str = "") -> str:
        ours = {"from_": sender} if sender else {"messaging_service_sid": settings.TWILIO_MESSAGING_SERVICE_SID}
        if sender and settings.TWILIO_MESSAGING_SERVICE_SID:
            ours["messaging_service_sid"] = settings.TWILIO_MESSAGING_SERVICE_SID
        reported = {"status_callback": report_to} if report_to else {}
        with _in_our_words():
            return str(_client().messages.create(to=to, body=words, **ours, **reported).sid)

    def texts_to(self, to: str, *, since: datetime) -> Iterable[tuple[str, str]]:
        found = []
        for text in _client().messages.stream(to=to, page_size=50, limit=LOOKS_BACK):
            if text.date_created and text.date_created < since - CLOCKS_DIFFER:
                break
            if text.direction == OURS:
                found.append((str(text.sid), text.body or ""))
        return reversed(found)

    def ring(self, *, to: str, sender: str, script: str, report_to: str) -> str:
        with _in_our_words():
            call = _client().calls.create(
                to=to,
                from_=sender,
                url=script,
                machine_detection="DetectMessageEnd",
                status_callback=report_to,
                status_callback_event=["completed"],
                timeout=30,
            )
            return str(call.sid)

    def calls_to(self, to: str, *, since: datetime) -> Iterable[str]:
        calls = _client().calls.stream(to=to, page_size=50, limit=LOOKS_BACK)
        found = []
        for call in calls:
            if call.date_created and call.date_created < since - CLOCKS_DIFFER:
                break
            if call.direction == OURS:
                found.append(str(call.sid))
        return reversed(found)

    def recording(self, provider_id: str) -> bytes:
        client = _client()  # whose own requests turn everything into text
        address = f"{client.api.base_url}/2010-04-01/Accounts/{client.account_sid}/Recordings/{provider_id}.wav"
        answer = requests.get(address, auth=client.auth, timeout=TIMEOUT)
        answer.raise_for_status()
        return answer.content


def says_stop(code: int) -> bool:
    """Whether this code of Twilio's says that somebody with the number said STOP."""
    return code in SAID_STOP


def says_nobodys(code: int) -> bool:
    """Whether this code of Twilio's says that the number takes no texts for good."""
    return code in NOBODYS


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Twilio's refusals as ours. A server error (500 and above) may come after it took the message: that stays open,
    as a connection that breaks does."""
    try:
        yield
    except TwilioRestException as error:
        if says_stop(error.code):
            raise Stopped from error
        if says_nobodys(error.code):
            raise Refused(str(error.code)) from error
        if error.status == 429:
            raise Busy from error
        if error.status < 500:
            raise NotNow(str(error.code)) from error
        raise


def _http_client(address: str) -> TwilioHttpClient:
    """One that asks the environment once for proxies and certificates, not anew for each text."""
    http_client = TwilioHttpClient(timeout=TIMEOUT)
    session = http_client.session
    told = session.merge_environment_settings(address, {}, None, None, None)
    session.proxies, session.verify, session.trust_env = told["proxies"], told["verify"], False
    return http_client


def _client() -> Client:
    """One for each thread: the client keeps its connection and its last request."""
    asked = (settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN, settings.TWILIO_API_BASE)
    if getattr(_own, "asked", None) != asked:
        client = Client(asked[0], asked[1], http_client=_http_client(asked[2] or API))
        if settings.TWILIO_API_BASE:
            client.api.base_url = settings.TWILIO_API_BASE
        _own.client, _own.asked = client, asked
    return _own.client
