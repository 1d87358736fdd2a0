"""What this room holds about people, and how it forgets."""

from core import privacy
from notifications.models import OutboxMessage


def erase_messages(person_id: int) -> None:
    OutboxMessage.objects.filter(person=person_id).delete()


privacy.declare(OutboxMessage, erase=erase_messages, audited_as="message")
