"""The outbox, what was tried, and what comes in by text and by telephone."""

from notifications.models.calls import Call, CallBack, CallResult, Reason
from notifications.models.deliveries import Delivery, DeliveryStatus
from notifications.models.line import LineCall
from notifications.models.outbox import IN_VAIN, OutboxMessage, Outcome
from notifications.models.preferences import Preferences, Reminders
from notifications.models.texting import Conversation, InboundText
from notifications.models.wording import Wording

__all__ = [
    "IN_VAIN",
    "Call",
    "CallBack",
    "CallResult",
    "Conversation",
    "Delivery",
    "DeliveryStatus",
    "InboundText",
    "LineCall",
    "OutboxMessage",
    "Outcome",
    "Preferences",
    "Reason",
    "Reminders",
    "Wording",
]
