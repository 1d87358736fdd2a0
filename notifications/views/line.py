"""What the telephone provider reports of calls, both ways. Everything that is not signed or not due is refused."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

from notifications import ringing
from notifications.guards import XML, from_provider
from notifications.menus import Heard
from notifications.services import line

LONGEST_TURN = 4  # digits


def _answered(view: Callable[..., str]) -> Callable[..., HttpResponse]:
    """The view's TwiML; 403 for what is over or was never asked, and where no call is named."""

    @wraps(view)
    def answered(request: HttpRequest, **args: object) -> HttpResponse:
        try:
            return HttpResponse(view(request, _said(request, "CallSid"), **args), content_type=XML)
        except line.OutOfTurn:
            return HttpResponseForbidden()

    return answered


@from_provider
@_answered
def call(request: HttpRequest, provider_id: str) -> str:
    """Somebody rings one of our lines."""
    return line.begin(provider_id=provider_id, number=_said(request, "From"), line=_said(request, "To"))


@from_provider
@_answered
def message(request: HttpRequest, provider_id: str, pk: int) -> str:
    """A call of ours about a message was picked up."""
    return ringing.answered(delivery_id=pk, provider_id=provider_id, by=_said(request, "AnsweredBy"))


@from_provider
@_answered
def step(request: HttpRequest, provider_id: str, step: str) -> str:
    """What somebody did at a step."""
    turn = request.GET.get("turn", "")
    if not (turn.isdecimal() and len(turn) <= LONGEST_TURN):
        raise line.OutOfTurn
    heard = Heard(
        digits=_said(request, "Digits"),
        speech=_said(request, "SpeechResult"),
        recording=_said(request, "RecordingSid"),
        passed_on=_said(request, "DialCallStatus"),
    )
    return line.go_on(provider_id=provider_id, step=step, turn=int(turn), heard=heard)


def _said(request: HttpRequest, field: str) -> str:
    """A field as it is kept: short, and without what no database takes."""
    said = request.POST.get(field, "")[:64].replace("\0", "")
    if field == "CallSid" and not said:
        raise line.OutOfTurn
    return str(said)
