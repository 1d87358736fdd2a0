"""What this room hears of."""

from typing import Any

from anymail.signals import AnymailInboundEvent, inbound
from django.dispatch import receiver

from calendars.services import replies


@receiver(inbound, dispatch_uid="calendars.replies")
def on_letter(event: AnymailInboundEvent, **_kwargs: Any) -> None:
    replies.receive(event.message)
