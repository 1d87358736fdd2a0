"""What a request and an answer are, between the server and what answers."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

MORE = "https://www.twilio.com/docs/errors"


@dataclass
class Request:
    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def form(self) -> dict[str, str]:
        """The fields of a form; of a field that comes several times, the last."""
        return dict(self.fields)

    @property
    def fields(self) -> list[tuple[str, str]]:
        return parse_qsl(self.body.decode(), keep_blank_values=True)

    @property
    def json(self) -> dict[str, object]:
        return json.loads(self.body or b"{}")


@dataclass
class Answer:
    payload: object = None
    status: int = 200
    content_type: str = "application/json"

    @property
    def body(self) -> bytes:
        if isinstance(self.payload, bytes):
            return self.payload
        return b"" if self.payload is None else json.dumps(self.payload).encode()


@dataclass
class Refusal(Exception):
    """An error as the provider words it."""

    code: int
    text: str
    status: int = 400

    def answer(self) -> Answer:
        words = {"code": self.code, "message": self.text, "more_info": f"{MORE}/{self.code}", "status": self.status}
        return Answer(words, self.status)


Handler = Callable[..., Answer]


class Routes:
    """Which function answers a method and a path. Placeholders such as `{sid}` become keyword arguments."""

    def __init__(self) -> None:
        self._routes: list[tuple[str, re.Pattern[str], Handler]] = []

    def add(self, method: str, path: str, handler: Handler) -> None:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+?)", re.escape(path))
        self._routes.append((method, re.compile(pattern), handler))

    def answer(self, request: Request) -> Answer:
        for method, pattern, handler in self._routes:
            if method == request.method and (found := pattern.fullmatch(request.path)):
                return handler(request, **found.groupdict())
        raise Refusal(20404, f"The requested resource {request.path} was not found", 404)
