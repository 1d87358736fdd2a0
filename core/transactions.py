"""Transactions that stand or fall as one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from core import rows

_inside: ContextVar[bool] = ContextVar("inside a whole", default=False)


@contextmanager
def whole() -> Iterator[None]:
    """One transaction: what is a `part` of it makes no savepoint, and what `rows.write` writes goes out at its end.

    For what many people wait for. Nothing that a part raises may be caught inside: the whole falls.
    """
    token = _inside.set(True)
    try:
        with transaction.atomic(), rows.gathered():
            yield
    finally:
        _inside.reset(token)


@contextmanager
def part() -> Iterator[None]:
    """A transaction of its own; inside a `whole`, a part of that."""
    if _inside.get():
        yield
        return
    with transaction.atomic():
        yield
