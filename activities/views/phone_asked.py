"""What the telephone provider reports of a champion's call through the line."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

from activities.voice import asked
from notifications.guards import XML, from_provider
from notifications.services import line


@from_provider
def answered(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The champion's telephone was picked up."""
    provider_id = request.POST.get("CallSid", "")[:64].replace("\0", "")
    if not provider_id:
        return HttpResponseForbidden()
    try:
        by = request.POST.get("AnsweredBy", "")
        words = asked.answered(public_id=public_id, provider_id=provider_id, by=by)
    except line.OutOfTurn:
        return HttpResponseForbidden()
    return HttpResponse(words, content_type=XML)
