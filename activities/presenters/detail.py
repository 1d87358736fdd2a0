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
    """One coming date. `can_sign_up` only where people sign up for single dates."""

    public_id: str
    iso: str
    day: str
    hours: str
    elsewhere: str
    seats: str
    is_cancelled: bool
    can_sign_up: bool
    is_full: bool


def text(activity: Activity, name: str) -> Text:
    field = getattr(Activity, name)
    return Text(getattr(activity, name), foreign(field.written_in(activity)))


def date_of(session: Session, activity: Activity, *, now: datetime) -> Date:
    """A date as the page shows it, in its centre's time. The place only where this date is somewhere else."""
    start, end = session.starts_at.astimezone(activity.centre.zone), session.ends_at.astimezone(activity.centre.zone)
    moved = session.venue if session.venue_id != activity.venue_id and not activity.sensitive else None
    is_open = activity.join_mode == JoinMode.SIGN_UP and not session.is_cancelled and session.starts_at > now
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
        is_cancelled=session.is_cancelled,
        can_sign_up=is_open,
        is_full=session.is_full,
    )


def names_in_words(names: list[str]) -> str:
    """ "Ann", "Ann and Bo", "Ann, Bo and Cy"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
