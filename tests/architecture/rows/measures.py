"""How somebody is asked how they are. The owner is the client; the colleague, who coordinates volunteers, asks nobody,
and the stranger is a coordinator elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from evaluation.asking import token_of
from tests.architecture.rows import LOGIN, Row, apart, public
from tests.architecture.world import World


def sitting(world: World, **more: Any) -> dict[str, Any]:
    return {"public_id": world.sitting.public_id, **more}


def first_page(world: World) -> dict[str, Any]:
    return sitting(world, number=1)


def by_staff(**more: Any) -> Callable[[World], dict[str, Any]]:
    return lambda world: sitting(world, way="staff", **more)


def link(world: World, **more: Any) -> dict[str, Any]:
    return {"token": token_of(world.sitting), **more}


def first_page_by_link(world: World) -> dict[str, Any]:
    return link(world, number=1)


def case(world: World) -> dict[str, Any]:
    return {"case": world.case.prescription.public_id}


def closed(name: str, args: Callable[[World], dict[str, Any]] = lambda _world: {}, method: str = "GET") -> Row:
    return replace(apart(name, args, method=method), stranger=403)


def mine(name: str, args: Callable[[World], dict[str, Any]], method: str = "GET", owner: int = 200) -> Row:
    return Row(name, LOGIN, owner, 404, 404, args, method=method)


ROWS = [
    mine("my_questions:start", sitting),
    mine("my_questions:start", sitting, "POST", 302),
    mine("my_questions:page", first_page),
    mine("my_questions:page", first_page, "POST", 302),
    mine("my_questions:end", sitting),
    mine("my_questions:end", sitting, "POST", 302),
    mine("my_questions:decline", sitting, "POST", 302),
    public("questions:start", link),
    public("questions:page", first_page_by_link),
    public("questions:end", link),
    public("questions:thanks"),
    Row("questions:decline", 302, 302, 302, 302, link, method="POST"),
    closed("desk_measures:plan"),
    closed("desk_measures:by_code"),
    closed("desk_measures:agree", case, "POST"),
    closed("desk_measures:print", sitting),
    closed("desk_measures:start", by_staff()),
    closed("desk_measures:page", by_staff(number=1)),
    closed("desk_measures:end", by_staff()),
    closed("desk_measures:decline", by_staff(), "POST"),
]
