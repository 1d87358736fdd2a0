"""Visits, their alerts, and lifts. The owner visits and drives the neighbour; managers and link workers are asked in
`tests/matches/`."""

from tests.architecture.rows import LOGIN, Row, desk
from tests.architecture.world import World


def mine(name: str, args: object, method: str = "GET", owner: int = 200, **more: object) -> Row:
    """For the one whose it is; for staff, who have pages of their own, it is not there."""
    return Row(name, LOGIN, owner, 404, 404, args, method=method, **more)  # type: ignore[arg-type]


def posted(name: str, args: object) -> Row:
    """A button at the desk."""
    return Row(name, LOGIN, 403, 302, 404, args, method="POST")  # type: ignore[arg-type]


def visit(world: World) -> dict[str, object]:
    return {"public_id": world.visit.public_id}


def now(world: World) -> dict[str, object]:
    return {"public_id": world.visit_now.public_id}


def match(world: World) -> dict[str, object]:
    return {"public_id": world.match.public_id}


def alert(world: World) -> dict[str, object]:
    return {"pk": world.alert.pk}


def log(world: World) -> dict[str, object]:
    return {"pk": world.visit_log.pk}


def lift(world: World) -> dict[str, object]:
    return {"public_id": world.lift.public_id}


def driven(world: World) -> dict[str, object]:
    return {"public_id": world.driven.public_id}


def day(world: World) -> dict[str, object]:
    there = world.driven.local_pick_up
    return {"year": there.year, "month": there.month, "day": there.day}


def asks_here(world: World) -> dict[str, object]:
    """The owner's centre arranges lifts."""
    world.owner.centres.update(arranges_lifts=True)
    return {}


ROWS = [
    mine("my_visits:plan", match),
    mine("my_visits:visit", visit),
    mine("my_visits:move", visit),
    mine("my_visits:cancel", visit),
    mine("my_visits:cancel", visit, "POST", 302),
    mine("my_visits:log", now),
    mine("my_visits:arrive", now, "POST", 302),
    mine("my_visits:leave", now, "POST", 302),
    mine("my_visits:stay", now, "POST", 302),
    mine("my_visits:help", now, "POST", 302),
    mine("my_lifts:ask", asks_here),
    mine("my_lifts:cancel", lift, "POST", 302),
    mine("my_lifts:driven", driven),
    mine("my_lifts:give_back", driven, "POST", 302),
    mine("my_lifts:sheet", day),
    mine("my_lifts:paper", day),
    desk("desk_visits:today", stranger=200),
    desk("desk_visits:on_call", stranger=200),
    desk("desk_visits:alert", alert),
    posted("desk_visits:take", alert),
    posted("desk_visits:followed_up", log),
    desk("desk_visits:match", match),
    desk("desk_visits:plan", match),
    desk("desk_visits:move", visit),
    desk("desk_visits:cancel", visit),
    posted("desk_visits:cancel", visit),
    desk("desk_visits:log", now),
    desk("desk_lifts:list", stranger=200),
    desk("desk_lifts:to_place", lambda world: {"public_id": world.booking.public_id}),
    desk("desk_lifts:for_person", lambda world: {"public_id": world.owner.public_id}),
    desk("desk_lifts:lift", lift),
    desk("desk_lifts:change", lift),
    posted("desk_lifts:cancel", lift),
]
