"""Who gets into the privacy officer's pages at all."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from core.guards import staff_required
from core.http import Request
from privacy import officers

View = Callable[..., HttpResponse]


def officer_required(view: View) -> View:
    """Let in the privacy officers of the centre where they work just now."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not officers.is_officer(request.actor):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return staff_required()(guarded)
