"""What this room holds about people, and how it forgets."""

from core import privacy
from notifications.models import Call, CallBack, Conversation, InboundText, LineCall, OutboxMessage, Preferences


def erase_messages(person_id: int) -> None:
    OutboxMessage.objects.filter(person=person_id).delete()


def erase_calls(person_id: int) -> None:
    """That somebody called stays as a number; what was noted does not."""
    Call.objects.filter(person=person_id).update(note="", message=None)


def erase_preferences(person_id: int) -> None:
    Preferences.objects.filter(person=person_id).delete()


def erase_call_backs(person_id: int) -> None:
    CallBack.objects.filter(person=person_id).delete()


def erase_texts(person_id: int) -> None:
    InboundText.objects.filter(person=person_id).delete()


def erase_conversations(person_id: int) -> None:
    Conversation.objects.filter(person=person_id).delete()


def erase_line_calls(person_id: int) -> None:
    LineCall.objects.filter(person=person_id).delete()


privacy.declare(CallBack, erase=erase_call_backs, audited_as="call_back")
privacy.declare(Conversation, erase=erase_conversations, audited_as="text")
privacy.declare(InboundText, erase=erase_texts, audited_as="text")
privacy.declare(LineCall, erase=erase_line_calls, audited_as="line_call")
privacy.declare(Preferences, erase=erase_preferences, audited_as="preferences")
privacy.declare(Call, erase=erase_calls, audited_as="call")
privacy.declare(OutboxMessage, erase=erase_messages, audited_as="message")
