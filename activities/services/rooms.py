"""Is a room free?"""

from activities.models import Session
from activities.schedules import Slot
from centres.models import Venue


def clashing(session: Session, slot: Slot, venue: Venue | None) -> list[Session]:
    """What else is planned in the room at that time. One query."""
    if venue is None:
        return []
    rows = Session.objects.scheduled().filter(venue=venue, starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at)
    return list(rows.exclude(pk=session.pk).with_place().order_by("starts_at", "pk"))
