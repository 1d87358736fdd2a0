"""Who gets to the pages of one date: whoever keeps its register. And to those of a group: who leads it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from activities.models import Activity, Session
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


def leader_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Find a date that is not off; let in who leads its group, and nobody who only stands in."""

    @private
    @account_required
    @wraps(view)
    def opened(request: Request, public_id: UUID) -> HttpResponse:
        mine = Session.visible_to(request.actor).scheduled().with_place()
        session = get_object_or_404(mine, public_id=public_id)
        if not may(request.actor, "activities.lead_group", session.activity):
            raise PermissionDenied
        return view(request, session)

    return opened


def writer_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Find a date that is not off; let in who leads it, or stands in for it: staff have other ways to tell people."""

    @private
    @account_required
    @wraps(view)
    def opened(request: Request, public_id: UUID) -> HttpResponse:
        mine = Session.visible_to(request.actor).scheduled().with_place()
        session = get_object_or_404(mine, public_id=public_id)
        if not may(request.actor, "activities.write_to_date", session):
            raise PermissionDenied
        return view(request, session)

    return opened


def group_leader_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Find a group on the site; let in who leads it. Who does not even see it gets 404."""

    @private
    @account_required
    @wraps(view)
    def opened(request: Request, pk: int) -> HttpResponse:
        mine = Activity.visible_to(request.actor).published().select_related("centre", "venue")
        found = get_object_or_404(mine, pk=pk)
        if not may(request.actor, "activities.lead_group", found):
            raise PermissionDenied
        return view(request, found)

    return opened
