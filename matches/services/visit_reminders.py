"""The day before a visit, both are reminded of it."""

from datetime import UTC, datetime, timedelta

from core import clock
from matches import visit_notices
from matches.models import Visit
from matches.models.match import TOGETHER
from notifications.models import OutboxMessage
from notifications.services import outbox

EARLIEST = timedelta(hours=25)  # the day before is so long ago where the clocks go back in between


def remind(*, now: datetime | None = None) -> int:
    """Owe each of the two a reminder, a day ahead at the hour of the visit; returns how many. Safe to run at any
    moment, twice, and at once. Who learned of the time since then has just heard. Two queries, and one a reminder."""
    now = now or clock.now()
    rows = Visit.objects.planned().filter(
        match__state__in=TOGETHER, starts_at__gt=now + visit_notices.REMINDS_UNTIL, starts_at__lte=now + EARLIEST
    )
    due = {}
    for visit in rows.for_rows().order_by("pk"):
        if visit.modified_at <= moment(visit) <= now:
            for person in (visit.match.champion.person, visit.match.request.person):
                key = visit_notices.reminder_key(visit)
                due[outbox.key_of("visit-reminder", visit.pk, person.pk, key)] = (visit, person, key)
    told = set(OutboxMessage.objects.filter(key__in=due).values_list("key", flat=True))
    missing = [found for name, found in due.items() if name not in told]
    for visit, person, key in missing:
        outbox.notify("visit-reminder", person=person, about=visit, key=key, centre_id=visit.match.centre_id)
    return len(missing)


def moment(visit: Visit) -> datetime:
    """On the day before of the calendar, so that a clock change shifts nothing."""
    local = visit.local_start
    return datetime.combine(local.date() - timedelta(days=1), local.time(), local.tzinfo).astimezone(UTC)
