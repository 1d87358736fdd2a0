"""What leaders change about their own groups, what they ask staff for, and what they may do without."""

from typing import Any

from tests.architecture.rows import LOGIN, Args, Row, desk
from tests.architecture.world import World


def activity(world: World) -> Args:
    return {"pk": world.activity.pk}


def session(world: World) -> Args:
    return {"public_id": world.session.public_id}


def asked(world: World) -> Args:
    return {"public_id": world.asked.public_id}


def own_group(name: str, args: Any = activity) -> Row:
    """Who leads it; staff of the centre have pages of their own for it."""
    return Row(name, LOGIN, 200, 403, 404, args)


ROWS = [
    own_group("leading:group"),
    own_group("leading:when_where"),
    own_group("leading:pause"),
    own_group("leading:resume"),
    own_group("leading:ask"),
    own_group("leading:move", session),
    own_group("leading:cancel", session),
    own_group("leading:resize", session),
    own_group("leading:this_time", session),
    Row("leading:asked", LOGIN, 200, 404, 404, asked),
    Row("leading:withdraw", LOGIN, 302, 404, 404, asked, method="POST"),
    desk("desk_asked:list", stranger=200),
    desk("desk_asked:asked", asked),
    Row("desk_asked:done", LOGIN, 403, 302, 404, asked, method="POST"),
    desk("desk_asked:not_possible", asked),
    desk("desk_activities:leading", activity),
    desk("desk_rules:leading", stranger=200),
]
