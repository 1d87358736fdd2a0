"""Who may speak to the webhooks: the provider, by its signature."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from twilio.request_validator import RequestValidator

XML = "text/xml; charset=utf-8"  # in which it is answered
View = Callable[..., HttpResponse]


def from_provider(view: View) -> View:
    """Refuse (403) what Twilio did not sign: the address as the world writes it, and every field that was sent.

    The address begins with `PUBLIC_BASE_URL`, never with the Host header, which the caller chooses.
    """

    @csrf_exempt
    @require_POST
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return view(request, *args, **kwargs) if is_signed(request) else HttpResponseForbidden()

    return guarded


def is_signed(request: HttpRequest) -> bool:
    """Whether the signature fits. Without a token in the settings nothing does."""
    if not settings.TWILIO_AUTH_TOKEN:
        return False
    address = settings.PUBLIC_BASE_URL + request.get_full_path()
    signature = request.headers.get("X-Twilio-Signature", "")
    return bool(RequestValidator(settings.TWILIO_AUTH_TOKEN).validate(address, request.POST, signature))
