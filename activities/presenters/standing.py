"""What somebody comes to every time: a standing place, or a place in a course, date by date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from activities import rules_in_words
from activities.choices import JoinMode
from activities.models import Booking
from activities.presenters.places import PlaceLine
from activities.services import courses, places
from core.text import labelled

SHOWN = 4  # dates of each; the rest is counted


@dataclass(frozen=True)
class StandingPlace:
    """One group with its next dates, what of them is skipped, and the way to stop."""

    booking: Booking  # any of its dates: whose link leads to stopping
    lines: list[PlaceLine]
    more: int

    @classmethod
    def of(cls, rows: list[Booking], *, now: datetime, shown: int = SHOWN) -> "StandingPlace":
        """From its coming dates (`places.of_enrolment`). Who waits for a course waits once, for all of it."""
        if courses.waits(rows[0]):
            return cls(rows[0], [PlaceLine.of(rows[0], now=now)], more=0)
        lines = [PlaceLine.of(row, now=now) for row in rows[:shown]]
        return cls(rows[0], lines, more=len(rows) - len(lines))

    @property
    def title(self) -> str:
        """ "Every Tuesday: Card night"."""
        activity = self.booking.session.activity
        return labelled(rules_in_words.days(activity), activity.title)

    @property
    def token(self) -> str:
        return self.lines[0].token

    @property
    def is_course(self) -> bool:
        return self.booking.session.activity.join_mode == JoinMode.COURSE

    @property
    def waits_for_all(self) -> bool:
        return courses.waits(self.booking)


def sort_out(rows: Iterable[Booking], *, now: datetime) -> tuple[list[PlaceLine], list[StandingPlace]]:
    """One's places, in two heaps: single dates, and what one comes to every time. Needs `enrolment` loaded."""
    single: list[PlaceLine] = []
    grouped: dict[int, list[Booking]] = {}
    for row in rows:
        if row.enrolment_id is not None and places.comes_every_time(row):
            grouped.setdefault(row.enrolment_id, []).append(row)
        else:
            single.append(PlaceLine.of(row, now=now))
    return single, [StandingPlace.of(dates, now=now) for dates in grouped.values()]
