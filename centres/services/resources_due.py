"""Which resources are to be looked at again: a map that nobody has walked for a year leads astray."""

from calendar import monthrange
from datetime import date, datetime

from django.utils import timezone

from centres.models import Centre, Resource
from centres.models.resource import ResourceQuerySet


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def since(centre: Centre, now: datetime) -> date | None:
    """What was last confirmed before this day is due; None where the centre does not ask."""
    if not centre.resources_hold_months:
        return None
    return months_before(timezone.localdate(now, timezone=centre.zone), centre.resources_hold_months)


def at(centre: Centre, *, now: datetime) -> ResourceQuerySet:
    """Those that the centre keeps and nobody has confirmed for too long, the longest unseen first."""
    day = since(centre, now)
    kept: ResourceQuerySet = Resource.objects.kept_by(centre.pk)
    return kept.none() if day is None else kept.not_confirmed_since(day)
