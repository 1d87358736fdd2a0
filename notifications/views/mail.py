"""E-mail that a provider hands in. What the letters say is heard by whoever listens to `anymail.signals.inbound`."""

import structlog
from anymail.exceptions import AnymailWebhookValidationFailure
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core import failures
from notifications import inbound_mail

log = structlog.get_logger("porchlight.mail")


@csrf_exempt  # the provider shows its secret, and some sign as well
@require_POST
def inbound(request: HttpRequest) -> HttpResponse:
    """One e-mail. Only where our database fails shall the provider try again: a letter that is wrong stays wrong."""
    hook = inbound_mail.hook()
    try:
        return hook(request) if hook else HttpResponseForbidden()
    except AnymailWebhookValidationFailure:
        return HttpResponseForbidden()
    except DatabaseError:
        raise
    except Exception:  # noqa: BLE001 - whatever a library raises at what strangers send
        log.warning("letter not understood", **failures.in_hand())
        return HttpResponseBadRequest()
