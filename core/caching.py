"""How long others may keep a public page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from core.middleware import is_known

View = Callable[..., HttpResponse]
SECONDS = 60


def public_page(view: View) -> View:
    """GET only. A visitor's page may be kept for a minute; one with the frame of somebody we know, never.

    The frame depends on who is signed in, hence "Vary: Cookie". A page that shows somebody's message is theirs alone.
    """

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if is_known(request) or getattr(get_messages(request), "used", False):
            patch_cache_control(response, private=True, no_cache=True)
        else:
            patch_cache_control(response, public=True, max_age=SECONDS)
        patch_vary_headers(response, ["Cookie"])
        return response

    return wrapped
