"""The retention schedule: what is kept how long after what, and how it is forgotten. Rooms register their steps.

A step forgets words and ways to know somebody; what is counted stays. It does nothing by itself: the privacy room
applies those that a centre has switched on. What a room's own job forgets everywhere stands in the schedule as well,
as a `Promised` step, so that one page tells all of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.functional import Promise

from core.registry import Registry


@dataclass(frozen=True)
class Step:
    """`rows(centre_id=, before=)` are those whose time was over before that moment, and of which something is left to
    forget; `forget(rows)` forgets it and says of how many. `what` and `after` are for people: what is forgotten, and
    from when on the time is counted."""

    what: str | Promise
    after: str | Promise
    kept: timedelta
    rows: Callable[..., models.QuerySet[Any]]
    forget: Callable[[models.QuerySet[Any]], int]


@dataclass(frozen=True)
class Promised:
    """What is forgotten everywhere, without anybody's choice, by the job of this name."""

    what: str | Promise
    after: str | Promise
    kept: timedelta
    job: str


registry: Registry[Step] = Registry("step of the retention schedule")
promised: Registry[Promised] = Registry("promise of the retention schedule")


def delete(rows: models.QuerySet[Any]) -> int:
    """`Step.forget` for rows that go as a whole: by their keys, since what finds them may join and slice."""
    ids = list(rows.values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=ids).delete()
    return len(ids)


def due(step: Step, *, centre_id: int, now: datetime) -> models.QuerySet[Any]:
    """What a run of the step would forget at a centre."""
    return step.rows(centre_id=centre_id, before=now - step.kept)
