"""What people told their centre. The owner told it; the colleague coordinates volunteers there."""

from typing import Any

from tests.architecture.rows import LOGIN, Row, desk
from tests.architecture.world import World


def story(world: World) -> dict[str, Any]:
    return {"public_id": world.story.public_id}


def owner(world: World) -> dict[str, Any]:
    return {"public_id": world.owner.public_id}


def told(_world: World) -> dict[str, Any]:
    return {"words": "I sleep again.", "language": "en", "reach": "inside"}


def yes(_world: World) -> dict[str, Any]:
    return {"edition": 1, "yes": "yes"}


def inside(_world: World) -> dict[str, Any]:
    return {"reach": "inside"}


def shorter(_world: World) -> dict[str, Any]:
    return {"words": "I eat with others."}


ROWS = [
    Row("my_stories:list", LOGIN, 200, 200, 200),
    # Staff whom no centre knows as a client have nobody to tell it to.
    Row("my_stories:tell", LOGIN, 200, 302, 302),
    Row("my_stories:tell", LOGIN, 302, 302, 302, method="POST", data=told),
    Row("my_stories:story", LOGIN, 200, 404, 404, story),
    Row("my_stories:reach", LOGIN, 200, 404, 404, story),
    Row("my_stories:reach", LOGIN, 302, 404, 404, story, method="POST", data=inside),
    Row("my_stories:answer", LOGIN, 302, 404, 404, story, method="POST", data=yes),
    Row("my_stories:withdraw", LOGIN, 302, 404, 404, story, method="POST"),
    desk("desk_stories:list", stranger=200),
    Row("desk_stories:told", LOGIN, 403, 403, 403),
    desk("desk_stories:write", owner),
    Row("desk_stories:write", LOGIN, 403, 302, 404, owner, method="POST", data=told),
    desk("desk_stories:story", story),
    Row("desk_stories:story", LOGIN, 403, 302, 404, story, method="POST", data=shorter),
    desk("desk_stories:reach", story),
    Row("desk_stories:reach", LOGIN, 403, 302, 404, story, method="POST", data=inside),
    Row("desk_stories:answer", LOGIN, 403, 302, 404, story, method="POST", data=yes),
    Row("desk_stories:withdraw", LOGIN, 403, 302, 404, story, method="POST"),
]
