"""The retention schedule at work: what a run would forget, and forgetting it where a centre has switched it on."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction

from centres.models import Centre
from core import audit, clock, retention
from core.actors import SYSTEM, Actor
from core.policies import require
from core.retention import Step
from privacy.models import RetentionChoice

log = structlog.get_logger("porchlight.retention")


@dataclass(frozen=True)
class Line:
    """One step at one centre: whether it is on, and of how many rows a run would forget something just now."""

    slug: str
    step: Step
    is_on: bool
    number: int


def lines(centre: Centre, *, now: datetime) -> list[Line]:
    """The dry run: nothing is changed. A query, and one for each step."""
    on = switched_on(centre)
    return [
        Line(slug, step, slug in on, retention.due(step, centre_id=centre.pk, now=now).count())
        for slug, step in retention.registry.items()
    ]


def switched_on(centre: Centre) -> set[str]:
    """One query."""
    return set(RetentionChoice.objects.filter(centre=centre, is_on=True).values_list("step", flat=True))


@transaction.atomic
def decide(centre: Centre, *, slug: str, is_on: bool, by: Actor) -> RetentionChoice:
    """Switch a step on or off for the centre. Raises `Forbidden`, `KeyError`."""
    require(by, "privacy.decide_retention", centre)
    known = retention.registry[slug] and slug
    values = {"is_on": is_on, "decided_at": clock.now(), "decided_by_id": by.user_id}
    choice, _created = RetentionChoice.objects.update_or_create(centre=centre, step=known, defaults=values)
    audit.record("retention.decided", by=by, centre_id=centre.pk, step=known, is_on=is_on)
    return choice


def apply(centre: Centre, *, now: datetime, by: Actor = SYSTEM) -> dict[str, int]:
    """Forget what is due by the steps that are on, each in a transaction of its own; how many rows by step."""
    require(by, "privacy.decide_retention", centre)
    on = switched_on(centre)
    return {slug: _forget(slug, step, centre, now, by) for slug, step in retention.registry.items() if slug in on}


@transaction.atomic
def _forget(slug: str, step: Step, centre: Centre, now: datetime, by: Actor) -> int:
    number = step.forget(retention.due(step, centre_id=centre.pk, now=now))
    if number:
        audit.record("retention.forgotten", by=by, centre_id=centre.pk, step=slug, number=number)
        log.info("retention.forgotten", step=slug, centre_id=centre.pk, number=number)
    return number


def apply_everywhere(*, now: datetime) -> int:
    """The nightly run; returns of how many rows something was forgotten."""
    return sum(sum(apply(centre, now=now).values()) for centre in Centre.objects.order_by("pk"))
