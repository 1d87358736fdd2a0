"""What a centre tries. The colleague coordinates and writes; the stranger coordinates elsewhere and reads what is
shared; the owner, who leads a group, does neither."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from evaluation.models import Trial
from evaluation.services.notebook import edition_of
from tests.architecture.rows import LOGIN, Row, desk
from tests.architecture.world import World


def trial(world: World) -> dict[str, Any]:
    return {"public_id": world.trial.public_id}


def shared(world: World) -> dict[str, Any]:
    return {"public_id": world.shared_trial.public_id}


def seen(world: World) -> dict[str, Any]:
    """As the form says what its reader saw."""
    return {"edition": edition_of(Trial.objects.get(pk=world.shared_trial.pk))}


def plan(_world: World) -> dict[str, Any]:
    today = timezone.localdate()
    words = {"title": "A call", "tries": "We call.", "expects": "More come.", "language": "en"}
    return {**words, "begins_on": today.isoformat(), "look_on": (today + timedelta(days=91)).isoformat()}


def mended(world: World) -> dict[str, Any]:
    return {**plan(world), **seen(world), "saw": "More.", "keeps": "The call."}


def sent(name: str, args: Any, data: Any = lambda _world: {}, *, colleague: int = 302, stranger: int = 404) -> Row:
    return Row(name, LOGIN, 403, colleague, stranger, args, method="POST", data=data)


ROWS = [
    desk("desk_notebook:list", stranger=200),
    desk("desk_notebook:shared", stranger=200),
    desk("desk_notebook:new", stranger=200),
    sent("desk_notebook:new", lambda _world: {}, plan, stranger=302),
    desk("desk_notebook:trial", trial),
    replace(desk("desk_notebook:step", trial), colleague=302),
    sent("desk_notebook:step", trial, lambda _world: {"step": "drop", "why": "Nobody had the time."}),
    # Words alone.
    desk("desk_notebook:trial", shared, stranger=200),
    desk("desk_notebook:chart", shared),
    desk("desk_notebook:change", shared),
    sent(
        "desk_notebook:change",
        shared,
        lambda world: {**plan(world), **seen(world), "saw": "More.", "keeps": "The call."},
    ),
    desk("desk_notebook:share", shared),
    sent("desk_notebook:share", shared, lambda world: {**seen(world), "is_read": "on"}),
    sent("desk_notebook:withdraw", shared),
    sent("desk_notebook:take_up", shared, stranger=302),
]
