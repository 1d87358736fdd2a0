"""The door by which e-mail comes in: the webhook of one provider, as django-anymail knows it."""

from collections.abc import Callable

from anymail import urls
from django.conf import settings
from django.http import HttpResponse

HOOKS: dict[str, Callable[..., HttpResponse]] = {
    str(pattern.name).removesuffix("_inbound_webhook"): pattern.callback
    for pattern in urls.urlpatterns
    if str(pattern.name).endswith("_inbound_webhook")
}


def hook() -> Callable[..., HttpResponse] | None:
    """The view of the provider that the settings name; None where there is none, or anybody could use it."""
    has_secret = ":" in settings.ANYMAIL["WEBHOOK_SECRET"]
    return HOOKS.get(settings.INBOUND_MAIL_PROVIDER) if has_secret else None
