from typing import Any

from tests.architecture.rows import LOGIN, Row, desk
from tests.architecture.world import World


def champion(world: World) -> dict[str, Any]:
    return {"pk": world.champion.pk}


def person(world: World) -> dict[str, Any]:
    return {"public_id": world.owner.public_id}


ROWS = [
    desk("champions:list", stranger=200),
    Row("champions:welcome", LOGIN, 403, 302, 404, person, method="POST"),
    desk("champions:file", champion),
    desk("champions:edit", champion),
    Row("champions:edit", LOGIN, 403, 302, 404, champion, method="POST"),
    Row("champions:pause", LOGIN, 403, 302, 404, champion, method="POST"),
    Row("champions:resume", LOGIN, 403, 302, 404, champion, method="POST"),
    Row("my_champion:home", LOGIN, 200, 404, 404),
]
