"""A week at the desk in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.choices import JoinMode
from activities.models import Booking, Session
from activities.services.sheets import OPENS_BEFORE
from activities.services.week import Day
from core import dates


@dataclass(frozen=True)
class Line:
    """One session as the week shows it."""

    session: Session
    hours: str
    leaders: str
    seats: str
    needs: list[tuple[Booking, str]]
    register: str  # empty while it has not begun
    is_unfinished: bool
    is_ahead: bool
    has_sheet: bool


def days(week: Iterable[Day], *, now: datetime) -> list[tuple[date, list[Line]]]:
    return [(one.day, [_line(session, now) for session in one.sessions]) for one in week]


def _line(session: Session, now: datetime) -> Line:
    register, is_unfinished = _register(session, now)
    return Line(
        session=session,
        hours=dates.clock_range(session.local_start, session.local_end),
        leaders=", ".join(leader.person.name for leader in session.activity.leaders.all()),
        seats=seats_in_words(session),
        needs=[(row, _needs(row)) for row in session.to_mind],  # type: ignore[attr-defined]
        register=register,
        is_unfinished=is_unfinished,
        is_ahead=session.starts_at > now,
        has_sheet=session.starts_at - OPENS_BEFORE <= now < session.ends_at,
    )


def seats_in_words(session: Session) -> str:
    """ "8 of 10 places taken, 2 waiting". Needs `waiting`."""
    taken, waiting = session.seats_taken, session.waiting  # type: ignore[attr-defined]
    if session.activity.join_mode == JoinMode.DROP_IN:
        return _("No sign-up needed")
    if session.capacity is None:
        said = ngettext("%(taken)d place taken", "%(taken)d places taken", taken) % {"taken": taken}
    else:
        said = _("%(taken)d of %(seats)d places taken") % {"taken": taken, "seats": session.capacity}
    if not waiting:
        return said
    waits = ngettext("%(count)d person waits", "%(count)d people wait", waiting) % {"count": waiting}
    return _("%(taken)s, %(waiting)s") % {"taken": said, "waiting": waits}


def _needs(booking: Booking) -> str:
    """What somebody asks of staff, in one line."""
    said = [_("wants a lift")] if booking.wants_lift else []
    if booking.person.interpreter:
        said.append(_("interpreter: %(language)s") % {"language": booking.person.interpreter})
    if booking.access_needs:
        said.append(booking.access_needs)
    return "; ".join(said)


def _register(session: Session, now: datetime) -> tuple[str, bool]:
    if session.is_cancelled or session.starts_at > now:
        return "", False
    register = getattr(session, "register", None)
    if register is not None and register.is_closed:
        return _("Register done"), False
    if session.ends_at > now:
        return _("Register is open"), False
    ended = (now - session.ends_at) // timedelta(days=1)
    if not ended:
        return _("Register not finished"), True
    late = ngettext("Register not finished for %(days)d day", "Register not finished for %(days)d days", ended)
    return late % {"days": ended}, True
