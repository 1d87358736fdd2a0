"""What this room holds about people, and how it forgets."""

from core import privacy
from notifications.models import Call, OutboxMessage


def erase_messages(person_id: int) -> None:
    OutboxMessage.objects.filter(person=person_id).delete()


def erase_calls(person_id: int) -> None:
    """That somebody called stays as a number; what was noted does not."""
    Call.objects.filter(person=person_id).update(note="", message=None)


privacy.declare(Call, erase=erase_calls, audited_as="call")
privacy.declare(OutboxMessage, erase=erase_messages, audited_as="message")
