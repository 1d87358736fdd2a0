"""A site that listens for the provider's webhooks on this machine: keeps them, and answers what it was told."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from twilio.request_validator import RequestValidator

Answer = str | Callable[[dict[str, str]], str]


@dataclass
class Heard:
    """One webhook. `url` is what the sender must have signed: scheme and host as the proxy's headers tell them."""

    method: str
    url: str
    form: dict[str, str]
    signature: str | None

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    def is_signed_with(self, token: str) -> bool:
        return RequestValidator(token).validate(self.url, self.form, self.signature or "")


class Receiver(ThreadingHTTPServer):
    """`answers`: path → TwiML, or a function of the form. Anything else is answered with nothing at all."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Webhook)
        self.heard: list[Heard] = []
        self.answers: dict[str, Answer] = {}
        self.status = 200

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def at(self, path: str) -> list[dict[str, str]]:
        """The forms that were posted to a path."""
        return [heard.form for heard in self.heard if heard.path == path]


class _Webhook(BaseHTTPRequestHandler):
    server: Receiver

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        form = dict(parse_qsl(body, keep_blank_values=True))
        url = f"{self.headers.get('X-Forwarded-Proto', 'http')}://{self.headers['Host']}{self.path}"
        heard = Heard(self.command, url, form, self.headers.get("X-Twilio-Signature"))
        self.server.heard.append(heard)
        answer = self.server.answers.get(heard.path, "")
        content = (answer(form) if callable(answer) else answer).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = _handle

    def log_message(self, *_args: object) -> None:
        """Keep quiet."""


@contextmanager
def listening() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
