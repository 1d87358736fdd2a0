"""What people texted and keyed in is kept as long as somebody may ask about it, and no longer."""

from datetime import datetime, timedelta

from notifications.models import CallBack, Conversation, InboundText, LineCall

KEPT = timedelta(days=90)


def forget_old(*, now: datetime) -> int:
    """Delete texts, conversations, calls of the automatic line and settled wishes for a call that are older; returns
    how many."""
    before = now - KEPT
    old = [
        InboundText.objects.filter(at__lt=before),
        Conversation.objects.filter(asked_at__lt=before),
        LineCall.objects.filter(started_at__lt=before),
        CallBack.objects.filter(settled_at__lt=before),
    ]
    return sum(rows.delete()[0] for rows in old)
