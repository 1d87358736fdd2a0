"""What the telephone provider tells us of what it does. Its addresses are fixed: they stand in its settings."""

from django.http import HttpRequest, HttpResponse

from notifications.guards import from_provider
from notifications.services import receipts


@from_provider
def status(request: HttpRequest) -> HttpResponse:
    """What became of a text or a call of ours. What it does not speak of is none of ours, and is let pass."""
    delivery, said = request.GET.get("delivery", ""), request.POST
    provider_id = said.get("MessageSid") or said.get("CallSid", "")
    if delivery.isdecimal() and len(delivery) < 19 and provider_id:
        receipts.note(
            delivery_id=int(delivery),
            provider_id=provider_id[:64],
            status=said.get("MessageStatus") or said.get("CallStatus", ""),
            error=said.get("ErrorCode", ""),
        )
    return HttpResponse(status=204)
