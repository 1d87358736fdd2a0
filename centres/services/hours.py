"""When somebody answers a centre's telephone."""

from datetime import datetime, timedelta

from centres.models import Centre
from centres.services import closures

LOOKS_AHEAD = 21  # days; whoever is closed for longer names no day
SATURDAY = 5


def is_open(centre: Centre, now: datetime) -> bool:
    """Whether the desk answers just now: in its hours, on a weekday that is neither a holiday nor a closure."""
    local = now.astimezone(centre.zone)
    today = local.date()
    if today.weekday() >= SATURDAY or not centre.desk_from <= local.time() < centre.desk_until:
        return False
    return today not in closures.closed_days(centre, today, today)


def opens_at(centre: Centre, now: datetime) -> datetime | None:
    """When the desk opens next, in the centre's own time. One query."""
    local = now.astimezone(centre.zone)
    today = local.date()
    closed = closures.closed_days(centre, today, today + timedelta(days=LOOKS_AHEAD))
    for ahead in range(LOOKS_AHEAD + 1):
        day = today + timedelta(days=ahead)
        opens = datetime.combine(day, centre.desk_from, centre.zone)
        if opens > local and day.weekday() < SATURDAY and day not in closed:
            return opens
    return None
