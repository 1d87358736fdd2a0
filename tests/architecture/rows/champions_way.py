"""From asked to active: invitations, the form behind its three doors, the board."""

from typing import Any

from champions.services import answers
from tests.architecture.rows import LOGIN, Row, desk, public
from tests.architecture.world import World


def person(world: World) -> dict[str, Any]:
    return {"public_id": world.neighbour.public_id}


def champion(world: World) -> dict[str, Any]:
    return {"pk": world.champion.pk}


def coming(world: World) -> dict[str, Any]:
    return {"pk": world.invitation.champion.pk}


def invitation(world: World) -> dict[str, Any]:
    return {"pk": world.invitation.pk}


def waiting(world: World) -> dict[str, Any]:
    return {"pk": world.waiting_invitation.pk}


def token(world: World) -> dict[str, Any]:
    return {"token": answers.token_of(world.invitation)}


def accepted(world: World) -> dict[str, Any]:
    return {"token": answers.token_of(world.accepted_invitation)}


ROWS = [
    desk("champions:board", stranger=200),
    desk("champions:everybody", stranger=200),
    Row("champions:everybody", LOGIN, 403, 302, 302, method="POST"),
    desk("champions:ask", stranger=200),
    desk("champions:ask_person", person),
    desk("champions:asked", stranger=200),
    desk("champions:choose", waiting),
    Row("champions:said", LOGIN, 403, 302, 404, invitation, method="POST", data=lambda _world: {"said": "yes"}),
    desk("champions:letter", invitation),
    Row("champions:withdraw", LOGIN, 403, 302, 404, invitation, method="POST"),
    Row("champions:step", LOGIN, 403, 302, 404, champion, method="POST", data=lambda _world: {"step": "pause"}),
    desk("champions:plan", champion),
    desk("champions:leave", champion),
    desk("champions:decline", coming),
    desk("champions:page", lambda world: {**coming(world), "number": 1}),
    Row("champions:check", LOGIN, 403, 302, 404, coming),
    Row("my_champion:page", LOGIN, 302, 404, 404, lambda world: {**champion(world), "number": 1}),
    Row("my_champion:check", LOGIN, 302, 404, 404, champion),
    public("asked:show", token),
    Row("asked:yes", 302, 302, 302, 302, token, method="POST"),
    Row("asked:not_now", 302, 302, 302, 302, token, method="POST"),
    public("asked:call", token),
    public("asked:page", lambda world: {**accepted(world), "number": 1}),
    public("asked:check", accepted, status=302),
    public("offer:start"),
    public("offer:thanks"),
]
