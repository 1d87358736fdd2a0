"""What the telephone provider tells us of what it does. Its addresses are fixed: they stand in its settings."""

from django.http import HttpRequest, HttpResponse
from twilio.twiml.messaging_response import MessagingResponse

from notifications.guards import from_provider
from notifications.services import receipts, texting

XML = "text/xml; charset=utf-8"


@from_provider
def sms(request: HttpRequest) -> HttpResponse:
    """A text to one of our lines; answers with ours. A picture counts as a text without words."""
    said = request.POST
    answer = MessagingResponse()
    if provider_id := said.get("MessageSid", "")[:64]:
        words = texting.receive(
            provider_id=provider_id,
            number=said.get("From", ""),
            line=said.get("To", ""),
            said=said.get("Body", "").replace("\0", ""),
            is_answered="OptOutType" in said,
        )
        if words:
            answer.message(words)
    return HttpResponse(str(answer), content_type=XML)


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
