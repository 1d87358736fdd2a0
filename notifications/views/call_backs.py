"""Calls that people wait for: settling them, and hearing what was recorded."""

import structlog
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core import audit, failures
from core.actors import CARE_ROLES
from core.errors import DomainError
from core.headers import private
from core.http import Request, ranged
from notifications.forms import CallBackForm
from notifications.gateways import gateway
from notifications.models import CallBack, CallResult
from notifications.services import call_backs, calls
from people.guards import staff_required

log = structlog.get_logger("porchlight.recording")


@require_POST
@staff_required(*CARE_ROLES)
def settle(request: Request, pk: int) -> HttpResponse:
    """The button says what came of it; where nobody answered, they go on waiting."""
    call_back = _call_back(request, pk)
    form = CallBackForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say what came of the call."))
        return redirect("desk_calls:list")
    try:
        said = _take(call_back, form, request)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, said)
    return redirect("desk_calls:list")


def _take(call_back: CallBack, form: CallBackForm, request: Request) -> str:
    """Do what the button says; returns what to tell. Raises `DomainError`."""
    then, name = form.cleaned_data["then"], form.cleaned_data["name"]
    if then == CallBackForm.NO_ANSWER:
        person = call_backs.known(call_back, by=request.actor)
        if person:
            calls.note(person=person, result=CallResult.NO_ANSWER, by=request.actor)
        return _("They stay on the list.")
    call_backs.settle(call_back, by=request.actor, spoke=then == CallBackForm.SPOKE, name=name)
    return _("Settled. They have left the list.")


@require_safe
@staff_required(*CARE_ROLES)
@private
def recording(request: Request, pk: int) -> HttpResponse:
    """What they said, fetched from the provider, who keeps it; nothing of it stays here."""
    call_back = _call_back(request, pk)
    sound = _sound(call_back)
    if not sound:
        return render(request, "notifications/calls/no_recording.html", status=410)
    audit.record("call_back.heard", by=request.actor, subject=call_back, person_id=call_back.person_id)
    return ranged(request, sound, content_type="audio/wav")


def _sound(call_back: CallBack) -> bytes:
    """Empty where the provider does not have it, or cannot be asked."""
    if not call_back.recording:
        return b""
    try:
        return gateway().recording(call_back.recording)
    except Exception:  # noqa: BLE001 - whatever a provider's library raises: there is nothing to hear
        log.warning("recording not fetched", **failures.in_hand())
        return b""


def _call_back(request: Request, pk: int) -> CallBack:
    found: CallBack = get_object_or_404(CallBack.visible_to(request.actor), pk=pk)
    return found
