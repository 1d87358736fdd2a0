"""Gives every request its actor, and keeps staff without a second factor away from people's records."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from core.actors import STAFF_ROLES
from people import actors

Handler = Callable[[HttpRequest], HttpResponse]


def is_back_office(request: HttpRequest) -> bool:
    """Whether the address lies under `desk/` (behind the language) or under `cms/`, whichever app serves it."""
    parts = request.path.strip("/").split("/")
    return parts[0] == "cms" or "desk" in parts[:2]


class ActorMiddleware:
    """`request.actor`, made when first asked for.

    Where `STAFF_MFA_REQUIRED`, staff need a second factor for both back offices, and for every view elsewhere that
    shows people's names to staff and says so by `view.names_people = True`.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actors.for_request(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, *_args: object) -> HttpResponse | None:
        if not settings.STAFF_MFA_REQUIRED or not request.user.is_authenticated:
            return None
        is_staff = request.user.is_staff or request.actor.has(*STAFF_ROLES)  # type: ignore[attr-defined]
        names_people = is_back_office(request) or getattr(view, "names_people", False)
        if names_people and is_staff and not is_mfa_enabled(request.user):
            messages.warning(request, _("Before you open the desk, set up a second step for signing in."))
            return redirect("mfa_index")
        return None
