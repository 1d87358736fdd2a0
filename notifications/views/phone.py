"""What the telephone provider tells us of what it does. Its addresses are fixed: they stand in its settings."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from twilio.twiml.messaging_response import MessagingResponse

from notifications.guards import XML, from_provider
from notifications.services import line, receipts, texting


@from_provider
def sms(request: HttpRequest) -> HttpResponse:
    """A text to one of our lines; answers with ours. A picture counts as a text without words."""
    said = _clean(request)
    answer = MessagingResponse()
    if provider_id := said("MessageSid")[:64]:
        try:
            words = texting.receive(
                provider_id=provider_id,
                number=said("From"),
                line=said("To"),
                said=said("Body"),
                is_answered="OptOutType" in request.POST,
            )
        except texting.Replayed:
            return HttpResponseForbidden()
        if words:
            answer.message(words)
    return HttpResponse(str(answer), content_type=XML)


def _clean(request: HttpRequest) -> Callable[[str], str]:
    """What a field says, without what no database keeps."""
    return lambda name: request.POST.get(name, "").replace("\0", "")


@from_provider
def status(request: HttpRequest) -> HttpResponse:
    """What became of a text or a call of ours. What it does not speak of is none of ours, and is let pass."""
    delivery, said = request.GET.get("delivery", ""), _clean(request)
    provider_id = said("MessageSid") or said("CallSid")
    if delivery.isdecimal() and len(delivery) < 19 and provider_id:
        receipts.note(
            delivery_id=int(delivery),
            provider_id=provider_id[:64],
            status=said("MessageStatus") or said("CallStatus"),
            error=said("ErrorCode"),
        )
    line.end(said("CallSid")[:64], said("CallStatus"))
    return HttpResponse(status=204)
