"""Around every request: its id and one log line; and the looser script policy that Wagtail's admin needs."""

import time
from collections.abc import Callable

import structlog
from csp.constants import HEADER, SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import request_id
from core.errors import Forbidden

log = structlog.get_logger("porchlight.request")
Handler = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Gives the request an id and logs the route's *name*: an address may hold a signed link, a name never does."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.current.set(request_id.new())
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.current.get()
            match = request.resolver_match
            log.info(
                "request",
                method=request.method,
                route=match.view_name if match else "",
                status=response.status_code,
                ms=round((time.perf_counter() - started) * 1000, 1),
            )
            return response
        finally:
            request_id.current.reset(token)


class PlainCookiesMiddleware:
    """Forgets cookies with a null character in them: nobody of ours set them, and PostgreSQL cannot look them up."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in [name for name, value in request.COOKIES.items() if "\x00" in value]:
            del request.COOKIES[name]
        return self.get_response(request)


def is_known(request: HttpRequest) -> bool:
    """Whether the page may speak of its reader."""
    return request.user.is_authenticated or request.actor.person_id is not None  # type: ignore[attr-defined]


class PrivateMiddleware:
    """What somebody is shown of themselves stays with nobody: not in a proxy, not behind a library's "back" button.

    That is whoever is signed in, and whoever has opened their own page without an account. A view that sets its own
    `Cache-Control` knows better.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Cache-Control" not in response and is_known(request):
            response["Cache-Control"] = "no-store"
        return response


class ForbiddenMiddleware:
    """A service that says `Forbidden` ends in the 403 page, whichever view called it; with words of its own,
    where its code has some."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Forbidden):
            return None
        words = "" if exception.code == "forbidden" else exception.words
        return render(request, "403.html", {"words": words}, status=403)


class AdminPolicyMiddleware:
    """Wagtail's admin starts its choosers with inline scripts; only its pages may run them."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/cms/"):
            response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
            if HEADER in response:
                # A preview: a public page that has been through all of this once, and came with the strict policy.
                del response[HEADER]
                return response
            response._csp_update = {  # type: ignore[attr-defined]
                "script-src": [UNSAFE_INLINE],
                "style-src": [UNSAFE_INLINE],
                "img-src": ["blob:"],
            }
        return response
