from typing import Any

from champions.models import Need, Work
from tests.architecture.rows import LOGIN, Row, desk
from tests.architecture.world import World


def champion(world: World) -> dict[str, Any]:
    return {"pk": world.champion.pk}


def step(world: World) -> dict[str, Any]:
    return {"pk": world.champion.pk, "need": Need.VSC.value}


def letter(world: World) -> dict[str, Any]:
    return {**step(world), "language": "en"}


def clearance(world: World) -> dict[str, Any]:
    return {"pk": world.clearance.pk}


def referee(world: World) -> dict[str, Any]:
    return {"pk": world.referee.pk}


def group(world: World) -> dict[str, Any]:
    return {"pk": world.activity.pk}


def reference(world: World) -> dict[str, Any]:
    return {"token": world.reference_token}


def work(_world: World) -> dict[str, Any]:
    return {"work": Work.HOST.value}


def lesson(world: World) -> dict[str, Any]:
    return {"key": world.lesson.translation_key}


def agreed(_world: World) -> dict[str, Any]:
    return {"consent-given_on": "2026-01-05"}


ROWS = [
    desk("screening:table", stranger=200),
    # A coordinator reads what is asked; a manager decides it.
    Row("screening:ask", LOGIN, 403, 403, 403, work),
    Row("screening:months", LOGIN, 403, 403, 403),
    desk("screening:works", champion),
    Row("screening:works", LOGIN, 403, 302, 404, champion, method="POST"),
    desk("screening:step", step),
    Row("screening:step", LOGIN, 403, 200, 404, step, method="POST"),
    Row("screening:consent", LOGIN, 403, 302, 404, step, method="POST", data=agreed),
    Row("screening:letter", LOGIN, 403, 302, 404, letter),
    Row("screening:take_back", LOGIN, 403, 302, 404, clearance, method="POST"),
    desk("screening:add_referee", champion),
    desk("screening:reference", referee),
    Row("screening:ask_referee", LOGIN, 403, 302, 404, referee, method="POST"),
    Row("screening:remove_referee", LOGIN, 403, 302, 404, referee, method="POST"),
    # A champion's own: for anybody else it does not exist.
    Row("my_steps:agreement", LOGIN, 200, 404, 404, champion),
    Row("my_steps:referees", LOGIN, 200, 404, 404, champion),
    # Champions go through it; coordinators of any centre read it.
    Row("my_training:lesson", LOGIN, 200, 200, 200, lesson),
    Row("my_training:lesson", LOGIN, 302, 200, 200, lesson, method="POST"),
    # By a signed link, whoever holds it.
    Row("reference:answer", 200, 200, 200, 200, reference),
    desk("desk_renewals:list", stranger=200),
    desk("desk_renewals:group_works", group),
    Row("desk_renewals:group_works", LOGIN, 403, 302, 404, group, method="POST"),
]
