"""What upper rooms hear of. Sent after commit, with `send_robust`, by id: a receiver reads what is so by then."""

from functools import partial

import structlog
from django.db import transaction
from django.dispatch import Signal

log = structlog.get_logger("porchlight.people")

# Somebody no longer agrees to something. Provides: person_id (int), purpose (str).
consent_withdrawn = Signal()


def send_later(signal: Signal, sender: type, **what: int | str) -> None:
    """Once the transaction has committed; never, where it does not."""
    transaction.on_commit(partial(_send, signal, sender, what))


def _send(signal: Signal, sender: type, what: dict[str, int | str]) -> None:
    for receiver, answer in signal.send_robust(sender=sender, **what):
        if isinstance(answer, Exception):
            log.error("receiver failed", receiver=receiver.__name__, reason=type(answer).__name__)
