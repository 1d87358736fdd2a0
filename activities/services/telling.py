"""Several dates of a group change at once: everybody whom it touches is told once, however many dates."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from activities.models import Booking, Session
from activities.notices import is_soon, tell


@dataclass(frozen=True)
class News:
    """What one person would be told about one date. `near` is when it is, or was: what is near is said at once."""

    booking: Booking
    slug: str
    key: str
    near: datetime

    @classmethod
    def of(cls, session: Session, slug: str, *, near: datetime, key: str = "") -> list[Self]:
        """For everybody at a date. One query."""
        rows = session.bookings.active().select_related("person", "session")
        return [cls(row, slug, key, near) for row in rows]


def tell_each(news: Iterable[News], *, now: datetime) -> None:
    """Owe each person the message about their date; where there are several, one about all of them."""
    by_person: dict[int, list[News]] = defaultdict(list)
    for one in news:
        by_person[one.booking.person_id].append(one)
    for theirs in by_person.values():
        first = min(theirs, key=lambda one: one.near)
        urgent = is_soon(first.near, now)
        if len(theirs) == 1:
            tell(first.slug, first.booking, key=first.key, urgent=urgent)
        else:
            tell("dates-changed", first.booking, key=now.isoformat(), urgent=urgent)
