"""Who gets to the pages of one date: whoever keeps its register."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from activities.models import Session
from core.headers import private
from core.http import Request
from core.policies import may
from people.guards import account_required


def keeper_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Find the session; let in whoever keeps its register. Who does not even see it gets 404."""

    @private
    @account_required
    @wraps(view)
    def opened(request: Request, public_id: UUID, **kwargs: Any) -> HttpResponse:
        session = get_object_or_404(Session.visible_to(request.actor).with_place(), public_id=public_id)
        if not may(request.actor, "activities.keep_register", session):
            raise PermissionDenied
        return view(request, session, **kwargs)

    opened.names_people = True  # type: ignore[attr-defined]
    return opened
