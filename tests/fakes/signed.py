"""Signed webhooks posted to Django's test client: what the provider would send, without a provider."""

import itertools
from typing import Any
from xml.etree import ElementTree as ET

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from twilio.request_validator import RequestValidator

TOKEN = "a-token-that-only-the-provider-knows"
LINE = "+15195550100"
_ids = itertools.count(1)


def post(path: str, fields: dict[str, Any], *, token: str = TOKEN) -> HttpResponse:
    """Posts a form with the provider's signature, or with one made by another `token`."""
    signature = RequestValidator(token).compute_signature(f"{settings.PUBLIC_BASE_URL}{path}", fields)
    return Client(headers={"X-Twilio-Signature": signature}).post(path, fields)


def words(response: HttpResponse) -> list[str]:
    """The texts in a TwiML answer."""
    assert response.status_code == 200, response.status_code
    return [message.text or "" for message in ET.fromstring(response.content).iter("Message")]  # noqa: S314 - our own


class Handset:
    """A telephone that texts one of our lines."""

    def __init__(self, number: str = "+15195550142", line: str = LINE) -> None:
        self.number, self.line = number, line
        self.last: dict[str, Any] = {}

    def text(self, said: str, **fields: Any) -> str:
        """Sends a text; returns our answer, empty for none."""
        self.last = {"MessageSid": f"SM{next(_ids):032}", "From": self.number, "To": self.line, "Body": said, **fields}
        return self.again()

    def again(self) -> str:
        """The provider reports the last text once more."""
        return "\n".join(words(post("/phone/sms/", self.last)))


class Call:
    """A call to one of our lines: every step posted as the provider would, and the answer read as the caller hears
    it. `heard` is language and words since the last thing that the caller did."""

    def __init__(
        self, number: str = "+15195550142", line: str = LINE, path: str = "/phone/voice/", **fields: Any
    ) -> None:
        self.fields = {"CallSid": f"CA{next(_ids):032}", "From": number, "To": line, "CallStatus": "in-progress"}
        self.last: tuple[str, dict[str, Any]] = (path, {})
        self.send(path, **fields)

    def send(self, path: str, **fields: Any) -> "Call":
        self.last = path, self.fields | fields
        response = post(*self.last)
        assert response.status_code == 200, response.status_code
        self.read(response.content)
        return self

    def again(self) -> HttpResponse:
        """The provider reports the last step once more."""
        return post(*self.last)

    def read(self, document: bytes) -> None:
        self.document = document.decode()
        self.root = ET.fromstring(document)  # noqa: S314 - our own
        self.heard = [
            (say.get("language", ""), " ".join("".join(say.itertext()).split())) for say in self.root.iter("Say")
        ]

    @property
    def words(self) -> str:
        return " ".join(said for _language, said in self.heard)

    @property
    def verb(self) -> ET.Element:
        """What it waits for, and else the end."""
        return next(verb for verb in self.root if verb.tag not in {"Say", "Redirect"})

    @property
    def waits_for(self) -> str:
        return self.verb.tag

    def press(self, keys: str) -> "Call":
        """Digits, one step; keys of several menus in a row are several calls."""
        assert self.waits_for == "Gather"
        return self.send(self.verb.attrib["action"], Digits=keys)

    def say(self, words: str) -> "Call":
        assert "speech" in self.verb.get("input", "")
        return self.send(self.verb.attrib["action"], SpeechResult=words, Confidence="0.9")

    def record(self, recording: str = "RE1", **fields: Any) -> "Call":
        assert self.waits_for == "Record"
        return self.send(self.verb.attrib["action"], RecordingSid=recording, **fields)

    def wait(self) -> "Call":
        """Silence: the next verb after what waits in vain."""
        [redirect] = self.root.iter("Redirect")
        return self.send(redirect.text or "")

    def passed_on(self, outcome: str) -> "Call":
        assert self.waits_for == "Dial"
        return self.send(self.verb.attrib["action"], DialCallStatus=outcome)
