"""What time it is for what we write down. The demo tells a year's story by standing at one moment after another."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_standing_at: ContextVar[datetime | None] = ContextVar("standing_at", default=None)


def now() -> datetime:
    """The current moment, or the one at which the caller stands."""
    return _standing_at.get() or timezone.now()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Within the block, `now()` is `moment`. For building the demo; nothing that serves people uses it."""
    token = _standing_at.set(moment)
    try:
        yield
    finally:
        _standing_at.reset(token)
