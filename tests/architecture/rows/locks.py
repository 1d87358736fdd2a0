"""Who does not see a record, what somebody agreed to, and records that are locked for the one who asks."""

from typing import Any

from core.actors import SYSTEM, Role
from people.models.consent import Purpose
from people.services import locks
from tests.architecture.rows import LOGIN, Row, desk
from tests.architecture.rows.people import mine, person
from tests.architecture.world import World


def whose(world: World) -> dict[str, Any]:
    """The owner's; the role is nobody's here."""
    made = locks.lock(world.owner, centre=world.centre, role=Role.EVALUATOR, by=SYSTEM)
    return {"public_id": world.owner.public_id, "pk": made.pk}


def own(world: World) -> dict[str, Any]:
    return {"pk": whose(world)["pk"]}


def purpose(_world: World) -> dict[str, Any]:
    return {"purpose": Purpose.NEWS}


ROWS = [
    mine("my:locks"),
    Row("my:lock_lift", LOGIN, 302, 404, 404, own, method="POST"),
    desk("desk:person_locks", person),
    Row("desk:lock_lift", LOGIN, 403, 302, 404, whose, method="POST"),
    desk("desk:locked", stranger=200),
    Row("desk:lock_override", LOGIN, 403, 302, 302),  # nothing was found: to the search
    Row("desk:privacy_officers", LOGIN, 403, 403, 403),  # a manager's decision
    mine("my:agreed"),
    Row("my:consent_end", LOGIN, 302, 302, 302, method="POST", data=purpose),
    desk("desk:person_agreed", person),
    Row("desk:consent_end", LOGIN, 403, 302, 404, person, method="POST", data=purpose),
]
