"""The id of the request (or job run) in hand: in every log line and audit row, and in the answer's header."""

import uuid
from contextvars import ContextVar

current: ContextVar[str] = ContextVar("request_id", default="")


def new() -> str:
    """A fresh id, made ours rather than taken from a header, so that nobody writes into our logs."""
    return uuid.uuid4().hex[:16]
