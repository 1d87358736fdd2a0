"""The privacy officer's room. Colleague and stranger coordinate and are no officers; officers are asked in
`tests/privacy/`."""

from django.utils import timezone

from tests.architecture.rows import LOGIN, Row, apart
from tests.architecture.world import World


def officers(name: str, args: object = lambda _world: {}, method: str = "GET") -> Row:
    """For privacy officers alone: for everybody else on staff it is closed, at their own centre and elsewhere."""
    return Row(name, LOGIN, 403, 403, 403, args, method=method)  # type: ignore[arg-type]


def mine(name: str, args: object, method: str = "GET", owner: int = 200) -> Row:
    """For the one whose it is; for others it is not there."""
    return Row(name, LOGIN, owner, 404, 404, args, method=method)  # type: ignore[arg-type]


def own(name: str) -> Row:
    """Everybody's own."""
    return Row(name, LOGIN, 200, 200, 200)


def person(world: World) -> dict[str, object]:
    return {"public_id": world.owner.public_id}


def look(world: World) -> dict[str, object]:
    return {"public_id": world.look.public_id}


def incident(world: World) -> dict[str, object]:
    return {"public_id": world.incident.public_id}


def somebody(world: World) -> dict[str, object]:
    return {**incident(world), "person_id": world.owner.public_id}


def affected(world: World) -> dict[str, object]:
    return {**incident(world), "pk": world.affected.pk}


def asked(world: World) -> dict[str, object]:
    return {"public_id": world.record_request.public_id}


def refused(world: World) -> dict[str, object]:
    return {"public_id": world.refused_request.public_id}


def year(_world: World) -> dict[str, object]:
    return {"year": timezone.localdate().year}


def step(_world: World) -> dict[str, object]:
    return {"slug": "activities.words_of_places"}


ROWS = [
    officers("privacy:trail"),
    officers("privacy:only", method="POST"),
    officers("privacy:looked", person),
    officers("privacy:looked_csv", person),
    officers("privacy:well_known", person, "POST"),
    # The owner is a champion too: who coordinates champions does not write down what the client asks.
    apart("privacy:request_new", person),
    officers("privacy:looks"),
    officers("privacy:look", look),
    officers("privacy:incident_of_look", look),
    officers("privacy:incidents"),
    officers("privacy:incident_new"),
    officers("privacy:year", year),
    officers("privacy:year_paper", year),
    officers("privacy:incident", incident),
    officers("privacy:incident_change", incident),
    officers("privacy:incident_reasons", incident),
    officers("privacy:incident_contain", incident),
    officers("privacy:incident_told", incident),
    officers("privacy:incident_close", incident),
    officers("privacy:incident_reopen", incident, "POST"),
    officers("privacy:incident_people", incident),
    officers("privacy:incident_add", somebody, "POST"),
    officers("privacy:incident_remove", affected, "POST"),
    officers("privacy:requests"),
    officers("privacy:request", asked),
    officers("privacy:copy", asked),
    officers("privacy:copy_json", asked),
    officers("privacy:request_extend", asked, "POST"),
    officers("privacy:request_withdraw", asked, "POST"),
    officers("privacy:request_statement", refused),
    officers("privacy:retention"),
    officers("privacy:retention_decide", step, "POST"),
    own("my_privacy:home"),
    own("my_privacy:ask_access"),
    own("my_privacy:ask_correction"),
    own("my_privacy:copy_json"),
    own("my_privacy:looked"),
    own("my_privacy:looked_csv"),
    mine("my_privacy:disagree", refused),
    mine("my_privacy:withdraw", asked, "POST", 302),
]
