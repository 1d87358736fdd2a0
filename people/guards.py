"""Who gets into a page at all. Whose rows they then see is decided by `visible_to(actor)`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.guards import ask_to_sign_in, staff_required
from core.http import Request
from people import actors, opened
from people.services import persons

__all__ = ["account_required", "person_required", "staff_required"]

View = Callable[..., HttpResponse]


def account_required(view: View) -> View:
    """Let in whoever is signed in. Inside, `request.actor.person_id` is always somebody: themselves."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        if request.actor.person_id is None:
            persons.of_account(request.user)
            request.actor = actors.for_request(request)
        return view(request, *args, **kwargs)

    return guarded


def person_required(view: View) -> View:
    """Let in whoever is signed in, and whoever has opened their own page by a link or a code.

    Inside, `request.actor.person_id` is always somebody: themselves.
    """
    for_account = account_required(view)

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return for_account(request, *args, **kwargs)
        if request.actor.person_id is not None:
            return view(request, *args, **kwargs)
        if not opened.has_lapsed(request):
            return ask_to_sign_in(request)
        messages.info(request, _("Your page was closed. Open it again with your link, or ask for a code."))
        return redirect("my:find")

    return guarded
