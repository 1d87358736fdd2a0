"""How full a group was, and how often a place stood empty without a word."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from activities.models import Activity, Booking, Session

LOOKS_BACK = timedelta(weeks=26)


@dataclass(frozen=True)
class Rates:
    """Per cent, or None where there is nothing to count."""

    fill: int | None
    no_show: int | None


def of_activity(activity: Activity, *, now: datetime) -> Rates:
    """Of the dates of the last half year. Two queries."""
    held = {"activity": activity, "ends_at__lte": now, "ends_at__gt": now - LOOKS_BACK}
    sessions = Session.objects.filter(**held)
    marks = Booking.objects.filter(**{f"session__{name}": value for name, value in held.items()})
    return Rates(_per_cent(sessions.fill_rate()), _per_cent(marks.no_show_rate()))


def _per_cent(rate: float | None) -> int | None:
    return None if rate is None else round(rate * 100)
