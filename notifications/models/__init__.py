"""The outbox."""

from notifications.models.calls import Call, CallResult
from notifications.models.outbox import OutboxMessage, Outcome

__all__ = ["Call", "CallResult", "OutboxMessage", "Outcome"]
