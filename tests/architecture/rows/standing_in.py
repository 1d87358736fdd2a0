"""Who is coming, words to a group, and finding somebody who stands in."""

from tests.architecture.rows import LOGIN, Args, Row, desk, public
from tests.architecture.rows.leading import activity, own_group, session
from tests.architecture.world import World


def question(world: World) -> Args:
    return [world.question]


def champion(world: World) -> Args:
    return {"pk": world.champion.pk}


ROWS = [
    Row("leading:coming", LOGIN, 200, 200, 404, session),
    own_group("leading:write", session),
    own_group("leading:substitute", session),
    public("stand_in:show", question),
    Row("my_champion:helps_out", LOGIN, 302, 404, 404, champion, method="POST"),
    desk("desk_activities:messages", activity),
    desk("desk_activities:substitute", session),
]
