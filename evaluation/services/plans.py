"""What a centre asks, and when: its manager decides."""

from collections.abc import Sequence

from django.db import transaction

from centres.models import Centre
from core import audit
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from evaluation.instruments import Audience, newest, registry
from evaluation.models import MeasuringPlan, TimePoint

# Of licensed ones, scores alone are kept: their words are shown nowhere.
OFFERED = tuple(dict.fromkeys(one.slug for one in registry if one.audience == Audience.CLIENT))
MOST_ITEMS = 10  # at one time: about four minutes


def of(centre: Centre) -> MeasuringPlan:
    """The centre's plan; one that asks nothing where it never made one. One query."""
    return MeasuringPlan.objects.filter(centre=centre).first() or MeasuringPlan(centre=centre)


@transaction.atomic
def save(
    centre: Centre,
    *,
    is_on: bool,
    instruments: Sequence[str],
    time_points: Sequence[str],
    open_for_days: int,
    reminders: int,
    by: Actor,
) -> MeasuringPlan:
    """From the next time on; what was asked already stays as it was asked.

    Raises `Forbidden`, and `DomainError` with `measures_not_chosen` or `measures_too_many`.
    """
    require(by, "evaluation.plan", centre)
    chosen = [slug for slug in OFFERED if slug in instruments]
    points = [point for point in TimePoint.values if point in time_points]
    if is_on and not (chosen and points):
        raise DomainError("measures_not_chosen")
    if sum(len(newest(slug).items) for slug in chosen) > MOST_ITEMS:
        raise DomainError("measures_too_many")
    plan, _is_new = MeasuringPlan.objects.update_or_create(
        centre=centre,
        defaults={
            "is_on": is_on,
            "instruments": chosen,
            "time_points": points,
            "open_for_days": open_for_days,
            "reminders": reminders,
        },
    )
    audit.record("measuringplan.save", by=by, subject=plan)
    return plan
