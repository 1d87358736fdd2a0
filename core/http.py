"""The request as our views get it."""

from django.http import HttpRequest, QueryDict
from django_htmx.middleware import HtmxDetails

from core.actors import Actor


class Request(HttpRequest):
    """For annotations alone: what the middleware has put on every request."""

    actor: Actor
    htmx: HtmxDetails


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, even where nothing was ticked; None while it is only shown."""
    return request.POST if request.method == "POST" else None
