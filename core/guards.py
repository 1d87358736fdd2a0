"""Who gets into a page of the desk at all. Whose rows they then see is decided by `visible_to(actor)`."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect

from core.actors import STAFF_ROLES, Channel, Role
from core.http import Request

View = Callable[..., HttpResponse]


def ask_to_sign_in(request: Request) -> HttpResponse:
    """The whole page goes to the door, also where only a part of it asked."""
    door = redirect_to_login(_way_back(request))
    return HttpResponseClientRedirect(door.url) if request.htmx else door


def _way_back(request: Request) -> str:
    """Where to go on after signing in. What a button sent to opens nothing: the page that shows the button does."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc == request.get_host():
        return urlunsplit(("", "", came_from.path, came_from.query, ""))
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def staff_required(*roles: Role) -> Callable[[View], View]:
    """Let in staff who hold one of `roles` (any role, where none is named) at the centre where they work just now.

    A visitor is asked to sign in; somebody without the role gets 403. Inside, the actor acts over the desk.
    """
    wanted = roles or tuple(STAFF_ROLES)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            if not request.actor.has(*wanted):
                raise PermissionDenied
            request.actor = request.actor.over(Channel.DESK)
            return view(request, *args, **kwargs)

        return guarded

    return decorate
