"""The provider's real client, redirected to the stand-in."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from scripts.stand_in.network import Network


class RedirectingHttpClient(TwilioHttpClient):
    """Keeps path and query of every request, and sends it to another host."""

    def __init__(self, base: str, **settings: Any) -> None:
        super().__init__(**settings)
        self.base = urlsplit(base)

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        asked = urlsplit(url)
        url = urlunsplit((self.base.scheme, self.base.netloc, asked.path, asked.query, ""))
        return super().request(method, url, *args, **kwargs)


def client_for(network: Network, *, token: str | None = None) -> Client:
    account = network.account
    http_client = RedirectingHttpClient(network.base, timeout=5, max_retries=0)
    return Client(account.account_sid, token or account.auth_token, http_client=http_client)
