"""Plans. The colleague of the world only coordinates volunteers: none of it is theirs to see."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.architecture.rows import LOGIN, Row, apart
from tests.architecture.world import World
from tests.factories.prescriptions import GoalFactory, HappeningFactory, StepFactory, TakingPartFactory


def case(world: World, **more: Any) -> dict[str, Any]:
    return {"public_id": world.case.prescription.public_id, **more}


def goal(world: World) -> dict[str, Any]:
    return case(world, goal=GoalFactory(case=world.case).public_id)


def step(world: World) -> dict[str, Any]:
    return case(world, step=StepFactory(case=world.case).public_id)


def news(world: World) -> dict[str, Any]:
    link = TakingPartFactory(prescription=world.case.prescription)
    return case(world, happening=HappeningFactory(taking_part=link).public_id)


def kind(slug: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: case(world, kind=slug)


def posted(row: Row, **data: str) -> Row:
    return replace(row, method="POST", data=lambda _world: data)


ROWS = [
    *(
        replace(row, stranger=403)
        for row in (
            apart("desk_plans:show", case),
            apart("desk_plans:print", case),
            apart("desk_plans:goal_new", case),
            posted(apart("desk_plans:goal_new", case), words="To fish again"),
            apart("desk_plans:goal_weigh", goal),
            apart("desk_plans:goal_reword", goal),
            posted(apart("desk_plans:goal_move", goal), move="reach"),
            posted(apart("desk_plans:step_move", step), move="finish"),
            posted(apart("desk_plans:settle", news)),
            *(apart("desk_plans:step_new", kind(slug)) for slug in ("group", "resource", "company", "call")),
            *(apart("desk_plans:step_new", kind(slug)) for slug in ("door", "champion", "other")),
            posted(apart("desk_plans:agree", kind("call"))),
        )
    ),
    Row("my_plan:print", LOGIN, 200, 404, 404, case),
]
