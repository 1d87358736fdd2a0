"""What champions are asked to do for one person, and the idea box."""

from tests.architecture.rows import LOGIN, Args, Row, desk, public
from tests.architecture.world import World


def call(world: World) -> Args:
    return {"public_id": world.invite_call.public_id}


def person(world: World) -> Args:
    return {"public_id": world.invited.public_id}


def idea(world: World) -> Args:
    return {"public_id": world.idea.public_id}


def idea_at_desk(world: World) -> Args:
    return {"pk": world.idea.pk}


def centre(world: World) -> Args:
    return {"slug": world.centre.slug}


ROWS = [
    # The champion who is asked; nobody else, not even staff of the centre, who have a page of their own.
    Row("asked_calls:call", LOGIN, 200, 404, 404, call),
    Row(
        "asked_calls:call",
        LOGIN,
        302,
        404,
        404,
        call,
        method="POST",
        data=lambda _world: {"result": "cannot", "after": 0},
    ),
    Row("asked_calls:ring", LOGIN, 302, 404, 404, call, method="POST"),
    Row("phone_asked:answered", 403, 403, 403, 403, call, method="POST"),
    desk("desk_invites:list", stranger=200),
    desk("desk_invites:asked", call),
    Row("desk_invites:take_back", LOGIN, 403, 302, 404, call, method="POST"),
    desk("desk_invites:call", person),
    desk("desk_invites:door", person),
    Row("desk_invites:agree", LOGIN, 403, 302, 404, person, method="POST"),
    public("ideas:centres"),
    public("ideas:centre", centre),
    public("ideas:idea", idea),
    public("ideas:suggest", centre),
    public("ideas:come", idea),
    Row("ideas:take_up", LOGIN, 302, 403, 404, idea, method="POST"),
    desk("desk_ideas:list", stranger=200),
    desk("desk_ideas:idea", idea_at_desk),
    Row("desk_ideas:decline", LOGIN, 403, 302, 404, idea_at_desk, method="POST", data=lambda _world: {"reply": "No."}),
    Row("desk_ideas:merge", LOGIN, 403, 200, 404, idea_at_desk, method="POST"),
]
