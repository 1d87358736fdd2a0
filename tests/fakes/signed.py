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
