"""The rows behind the sheets that name somebody: who may print them, from when on, and whose they are."""

from datetime import date, datetime, timedelta

from activities.models import Booking, BookingState, Session
from core import clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require

# A sheet with names on it is printed the afternoon before at the earliest: what lies about early is read, and wrong.
OPENS_BEFORE = timedelta(hours=24)


def check_sign_in(session: Session, *, by: Actor, now: datetime | None = None) -> None:
    """Whether the sign-in sheet of a date may be printed.

    Raises `DomainError("session_cancelled")`, `("sheet_too_early")` or `("session_over")`, `Forbidden`.
    """
    require(by, "activities.keep_register", session)
    now = now or clock.now()
    if session.is_cancelled:
        raise DomainError("session_cancelled")
    if now < session.starts_at - OPENS_BEFORE:
        raise DomainError("sheet_too_early")
    if now >= session.ends_at:
        raise DomainError("session_over")


def to_sign_in(centre_id: int | None, *, by: Actor, now: datetime) -> list[Session]:
    """The dates of a centre whose sign-in sheet can be printed now. One query."""
    rows = Session.visible_to(by).filter(centre=centre_id, starts_at__lte=now + OPENS_BEFORE)
    return list(rows.scheduled().without_drafts().upcoming(now).with_place())


def places_of(person_id: int, first: date, last: date, *, by: Actor, now: datetime) -> list[Booking]:
    """Somebody's places, waits and offers in these days, as far as the actor may see them. One query."""
    rows = Booking.visible_to(by).active().filter(person=person_id, session__day__gte=first, session__day__lte=last)
    rows = rows.exclude(state=BookingState.OFFERED, offer_until__lte=now)
    rows = rows.select_related("session__activity", "session__centre", "session__venue")
    return list(rows.order_by("session__day", "session__starts_at", "pk"))
