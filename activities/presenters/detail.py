"""The page of one activity."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activities import wording
from activities.choices import JoinMode
from activities.models import Activity, Session
from activities.presenters.cards import foreign
from core import dates


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the activity. `lang` is set where it exists in the other language only."""

    words: str
    lang: str


@dataclass(frozen=True, slots=True)
class Date:
    """One coming date. `can_sign_up` only where people sign up for single dates; `can_think` where nobody has to."""

    public_id: str
    iso: str
    day: str
    hours: str
    elsewhere: str
    seats: str
    note: str
    is_cancelled: bool
    can_sign_up: bool
    can_think: bool
    is_full: bool


def text(activity: Activity, name: str) -> Text:
    field = getattr(Activity, name)
    return Text(getattr(activity, name), foreign(field.written_in(activity)))


def date_of(session: Session, activity: Activity, *, now: datetime) -> Date:
    """A date as the page shows it, in its centre's time. The place only where this date is somewhere else."""
    start, end = session.starts_at.astimezone(activity.centre.zone), session.ends_at.astimezone(activity.centre.zone)
    moved = session.venue if session.venue_id != activity.venue_id and not activity.sensitive else None
    is_ahead = not session.is_cancelled and session.starts_at > now
    is_open = is_ahead and activity.join_mode in wording.BY_DATE
    return Date(
        public_id=str(session.public_id),
        iso=start.isoformat(),
        day=capfirst(dates.day(start.date())),
        hours=dates.clock_range(start, end),
        elsewhere=_("This time at %(place)s") % {"place": f"{moved.name}, {moved.address}"} if moved else "",
        seats=wording.seats_in_words(
            join_mode=activity.join_mode, capacity=session.capacity, taken=session.seats_taken
        )
        if is_open
        else "",
        note=session.note,
        is_cancelled=session.is_cancelled,
        can_sign_up=is_open,
        can_think=is_ahead and activity.join_mode == JoinMode.DROP_IN,
        is_full=session.is_full,
    )


@dataclass(frozen=True, slots=True)
class Course:
    """What the page says of joining a course: one sign-up for all its dates, or that it takes nobody else in."""

    public_id: str  # of the date at which one signs up; empty where one cannot
    until: str
    seats: str
    is_full: bool


def course_of(activity: Activity, sessions: list[Session], until: datetime | None, *, now: datetime) -> Course:
    """Needs all its coming dates; `until` is when it stops taking people in."""
    ahead = [session for session in sessions if not session.is_cancelled and session.starts_at > now]
    if not ahead or until is None or until <= now:
        return Course("", "", "", is_full=False)
    tightest = min(ahead, key=lambda session: float("inf") if session.seats_left is None else session.seats_left)
    return Course(
        public_id=str(ahead[0].public_id),
        until=dates.day(until.astimezone(activity.centre.zone).date()),
        seats=wording.seats_in_words(
            join_mode=JoinMode.SIGN_UP, capacity=tightest.capacity, taken=tightest.seats_taken
        ),
        is_full=tightest.is_full,
    )
