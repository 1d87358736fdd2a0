"""Something costly to read that hardly ever changes, held by each process."""

import uuid
from collections.abc import Callable
from typing import Generic, TypeVar

from django.core.cache import cache

T = TypeVar("T")


class Remembered(Generic[T]):
    """The result of `build`, kept as an object: unpacking it from the cache at every request would cost more.

    The cache holds only a stamp. Where it is gone (`forget`, or `seconds` are over) or differs from ours, we build
    again; so in other processes a change shows after `seconds` at the latest, and at once where they share a cache.
    """

    def __init__(self, name: str, build: Callable[[], T], seconds: int = 60) -> None:
        self._key = f"remembered.{name}"
        self._build = build
        self._seconds = seconds
        self._held: tuple[str, T] | None = None

    def get(self) -> T:
        stamp = cache.get(self._key)
        if stamp is None:
            stamp = uuid.uuid4().hex
            cache.set(self._key, stamp, self._seconds)
        held = self._held
        if held is None or held[0] != stamp:
            # The stamp is set before the rows are read: a change in between takes it away again.
            held = self._held = (stamp, self._build())
        return held[1]

    def forget(self) -> None:
        """Read anew next time."""
        cache.delete(self._key)
