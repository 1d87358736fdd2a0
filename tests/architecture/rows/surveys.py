"""Surveys. The owner is a champion who was asked; the colleague and the stranger coordinate volunteers, and managers
are asked in `tests/evaluation/`."""

from typing import Any

from tests.architecture.rows import LOGIN, Row
from tests.architecture.world import World


def survey(world: World) -> dict[str, Any]:
    return {"public_id": world.survey.public_id}


def survey_over(world: World) -> dict[str, Any]:
    return {"public_id": world.survey_over.public_id}


def answers(_world: World) -> dict[str, Any]:
    return {"purpose": "7", "confidence": "declined"}


ROWS = [
    Row("my_survey:answer", LOGIN, 200, 404, 404, survey),
    Row("my_survey:answer", LOGIN, 302, 404, 404, survey, method="POST", data=answers),
    Row("my_survey:decline", LOGIN, 302, 404, 404, survey, method="POST"),
    Row("desk_surveys:chart", LOGIN, 403, 403, 403, survey_over),
    Row("desk_surveys:list", LOGIN, 403, 403, 403),
    Row("desk_surveys:new", LOGIN, 403, 403, 403),
    Row("desk_surveys:new", LOGIN, 403, 403, 403, method="POST"),
    Row("desk_surveys:show", LOGIN, 403, 403, 403, survey),
]
