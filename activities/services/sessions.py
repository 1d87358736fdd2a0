"""Changing one date."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from activities import states
from activities.models import Session
from activities.schedules import Slot
from core import clock
from core.actors import Actor
from core.policies import require
from notifications.services.outbox import notify


@transaction.atomic
def cancel(session: Session, *, by: Actor, note: str = "", now: datetime | None = None) -> Session:
    """Call one date off and owe everybody who has a place, or waits for one, a message. Raises `Moved`, `Forbidden`.

    The bookings stay as they are: they say who had a place on the day that did not happen.
    """
    require(by, "activities.change_session", session)
    now = now or clock.now()
    states.sessions.move(session, "cancel", by=by, note=note, revision=F("revision") + 1, modified_at=now)
    session.refresh_from_db(fields=["revision"])
    for booking in session.bookings.active().select_related("person"):
        notify("session-cancelled", person=booking.person, about=booking)
    return session


def retime(session: Session, slot: Slot, *, now: datetime) -> None:
    """Give a date the rule's time; calendars see it as a change of the same entry."""
    Session.objects.filter(pk=session.pk).update(
        starts_at=slot.starts_at, ends_at=slot.ends_at, day=slot.day, revision=F("revision") + 1, modified_at=now
    )
    for booking in session.bookings.active().select_related("person"):
        notify("session-moved", person=booking.person, about=booking, key=slot.starts_at.isoformat())
