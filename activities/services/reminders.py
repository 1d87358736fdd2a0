"""Reminders of places: the day before, at the hour at which it begins, and two hours before; as each person likes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from activities.models import Booking, BookingState, Session, SessionState
from activities.models.booking import BookingQuerySet
from activities.notices import REMINDS_UNTIL, reminder_key, tell
from core.models import Transition
from notifications.models import OutboxMessage, Preferences, Reminders
from notifications.services import outbox

SLUG = "place-reminder"
EARLIEST = timedelta(hours=25)  # the day before is so long ago where the clocks go back in between
WANTED = {
    Reminders.DAY_BEFORE: {Reminders.BOTH, Reminders.DAY_BEFORE},
    Reminders.TWO_HOURS: {Reminders.BOTH, Reminders.TWO_HOURS},
}


def remind(*, now: datetime) -> int:
    """Owe every reminder that has become due; returns how many. Safe to run at any moment, twice, and at once.

    Who learned of the date, or of its time, after the moment of a reminder has just heard, and gets none for it. A
    worker that stood still catches up as long as `REMINDS_UNTIL` lets it. Two queries, and one a reminder.
    """
    due = dict(_due(now))
    told = set(OutboxMessage.objects.filter(key__in=due).values_list("key", flat=True))
    missing = [found for key, found in due.items() if key not in told]
    for booking, key in missing:
        tell(SLUG, booking, key=key)
    return len(missing)


def _due(now: datetime) -> Iterator[tuple[str, tuple[Booking, str]]]:
    """The places of which to remind somebody just now, by the keys of their messages, told or not."""
    for booking in _ahead(now):
        for lead, wanted in WANTED.items():
            left = booking.session.starts_at - now
            is_time = known_at(booking) <= moment(lead, booking.session) <= now and left > REMINDS_UNTIL[lead]
            if is_time and Preferences.of(booking.person).reminders in wanted:
                key = reminder_key(lead, booking.session)
                yield outbox.key_of(SLUG, booking.pk, booking.person_id, key), (booking, key)


def moment(lead: Reminders, session: Session) -> datetime:
    """When this reminder is due: on the day before of the calendar, so that a clock change shifts nothing."""
    if lead == Reminders.TWO_HOURS:
        return session.starts_at - timedelta(hours=2)
    local = session.local_start
    return datetime.combine(local.date() - timedelta(days=1), local.time(), local.tzinfo).astimezone(UTC)


def known_at(booking: Booking) -> datetime:
    """Since when the person knows that they have a place, and at which time. Needs `_ahead`."""
    had, heard = booking.had_at, booking.heard_at  # type: ignore[attr-defined]
    return max(had, heard) if heard else had


def _ahead(now: datetime) -> BookingQuerySet:
    """Places at dates for which some reminder may be due. One query."""
    steps = Transition.objects.filter(subject=Booking._meta.label_lower, subject_id=OuterRef("pk"))
    got = steps.filter(to_state=BookingState.CONFIRMED).exclude(from_state=BookingState.CONFIRMED)
    moved = OutboxMessage.objects.filter(type="session-moved", about_id=OuterRef("pk"), person=OuterRef("person"))
    rows = Booking.objects.confirmed().filter(
        session__state=SessionState.SCHEDULED, session__starts_at__gt=now, session__starts_at__lte=now + EARLIEST
    )
    rows = rows.annotate(
        had_at=Coalesce(Subquery(got.order_by("-at", "-pk").values("at")[:1]), "created_at"),
        heard_at=Subquery(moved.order_by("-created_at").values("created_at")[:1]),
    )
    return rows.select_related("person__preferences", "session__centre").order_by("pk")
