"""The request as our views get it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from core.actors import Actor


class Request(HttpRequest):
    """For annotations alone: what the middleware has put on every request."""

    actor: Actor
    htmx: HtmxDetails
