"""What upper rooms hear of. Sent after commit, with `send_robust`, by id: a receiver reads what is so by then."""

from functools import partial

import structlog
from django.db import transaction
from django.dispatch import Signal

log = structlog.get_logger("porchlight.activities")

# A register was closed, or somebody was marked otherwise in one that is closed. Provides: session_id (int).
register_kept = Signal()
# One date was called off, by hand or by the schedule. Provides: session_id (int).
session_called_off = Signal()
# A date that was called off takes place after all. Provides: session_id (int).
session_back_on = Signal()
# A group has come to its end, and all its dates with it. Provides: activity_id (int).
activity_ended = Signal()


def send_later(signal: Signal, sender: type, **what: int) -> None:
    """Once the transaction has committed; never, where it does not."""
    transaction.on_commit(partial(_send, signal, sender, what))


def _send(signal: Signal, sender: type, what: dict[str, int]) -> None:
    for receiver, answer in signal.send_robust(sender=sender, **what):
        if isinstance(answer, Exception):
            log.error("receiver failed", receiver=receiver.__name__, reason=type(answer).__name__)
