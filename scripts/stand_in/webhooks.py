"""The provider's calls to the site: signed as the provider signs, sent as a proxy would pass them on."""

import http.client
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from twilio.request_validator import RequestValidator

from scripts.stand_in.account import Account
from scripts.stand_in.faults import Faults
from scripts.stand_in.messages import now

KEPT = 10_000
# The provider's own words for a webhook that did not work: error 11200.
NO_ANSWER = 11200


class WebhookError(Exception):
    """The site did not answer, or not with success."""

    code = NO_ANSWER


@dataclass
class Webhook:
    """One request to the site, and what came back."""

    url: str
    params: dict[str, str]
    signature: str | None
    method: str = "POST"
    status: int = 0
    content_type: str = ""
    body: str = ""
    at: datetime = field(default_factory=now)

    def told(self) -> dict[str, object]:
        return {"url": self.url, "params": self.params, "status": self.status, "at": self.at.isoformat()}


class Webhooks:
    """Sends them, and remembers the last ones."""

    def __init__(self, account: Account, faults: Faults) -> None:
        self.account = account
        self.faults = faults
        self.sent: deque[Webhook] = deque(maxlen=KEPT)

    def post(self, url: str, params: dict[str, str], *, method: str = "POST") -> Webhook:
        """Call the site. Where webhooks are doubled it is called twice, as after an answer that got lost, and only
        its second answer is heard. Raises `WebhookError` unless it answers with success."""
        webhook = self._signed(url, params, method, self.account.auth_token)
        if self.faults.knobs.double_webhooks:
            self._deliver(webhook)
            webhook = self._signed(url, params, method, self.account.auth_token)
        self._deliver(webhook)
        if not 200 <= webhook.status < 300:
            raise WebhookError(f"{webhook.url} answered {webhook.status}")
        return webhook

    def forged(self, url: str, params: dict[str, str]) -> Webhook:
        """The same call, signed by somebody who does not know the token."""
        return self._deliver(self._signed(url, params, "POST", f"not {self.account.auth_token}"))

    def unsigned(self, url: str, params: dict[str, str]) -> Webhook:
        """The same call without a signature."""
        return self._deliver(Webhook(self.account.absolute(url), params, None))

    def replay(self, which: int = -1) -> Webhook:
        """An earlier call once more, letter for letter."""
        old = self.sent[which]
        return self._deliver(Webhook(old.url, old.params, old.signature, old.method))

    def _signed(self, url: str, params: dict[str, str], method: str, token: str) -> Webhook:
        url = self.account.absolute(url)
        if method == "GET":
            url += ("&" if urlsplit(url).query else "?") + urlencode(params)
        signature = RequestValidator(token).compute_signature(url, params if method == "POST" else {})
        return Webhook(url, params, signature, method)

    def _deliver(self, webhook: Webhook) -> Webhook:
        self.sent.append(webhook)
        address = urlsplit(webhook.url)
        connection = self._connection(webhook.url)
        path = address.path + (f"?{address.query}" if address.query else "")
        body = urlencode(webhook.params) if webhook.method == "POST" else None
        headers = {"Host": address.netloc, "X-Forwarded-Proto": address.scheme, "User-Agent": "TwilioProxy/1.1"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
        if webhook.signature is not None:
            headers["X-Twilio-Signature"] = webhook.signature
        try:
            connection.request(webhook.method, path or "/", body, headers)
            answer = connection.getresponse()
            webhook.body = answer.read().decode()
            webhook.content_type = answer.headers.get_content_type()
            webhook.status = answer.status
        except (OSError, http.client.HTTPException) as error:
            raise WebhookError(f"{webhook.url} could not be reached: {error!r}") from error
        finally:
            connection.close()
        return webhook

    def _connection(self, url: str) -> http.client.HTTPConnection:
        """To the site itself: where it is really reached, if that differs from what the world knows."""
        behind_proxy = self.account.reach_at and url.startswith(self.account.public_base)
        address = urlsplit(self.account.reach_at if behind_proxy else url)
        kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        return kind(address.hostname or "", address.port, timeout=self.account.webhook_timeout)
