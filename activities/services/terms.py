"""The terms on which places are given: what may be booked, by whom, and how many seats it takes."""

from datetime import datetime, timedelta

from activities.choices import JoinMode
from activities.models import Activity, ActivityState, Booking, Invitation, Session
from activities.models.booking import WAS_THERE
from core.actors import Channel
from core.errors import DomainError
from people.models import Person

MOST_COMPANIONS = 1
MOST_COMPANIONS_AT_DESK = 9  # a group home comes together
# How long after the end a forgotten walk-in can still be written into the register.
WALK_IN_UNTIL = timedelta(days=14)


def check_open(
    session: Session,
    *,
    channel: Channel,
    now: datetime,
    for_others: bool = False,
    person_id: int | None = None,
    is_enrolled: bool = False,
) -> None:
    """Whether there is still something to book here; staff and leaders may where a stranger may not.

    A group by invitation opens to whoever was invited or sent by a provider, a course to whoever joins all of it.
    Raises `DomainError` with the code of the rule that says no.
    """
    if session.activity.state == ActivityState.DRAFT:
        raise DomainError("not_on_site")
    if session.is_cancelled:
        raise DomainError("session_cancelled")
    closes = session.ends_at + WALK_IN_UNTIL if channel == Channel.WALK_IN else session.starts_at
    if now >= closes:
        raise DomainError("session_over")
    mode = session.activity.join_mode
    if mode == JoinMode.COURSE and not is_enrolled and channel != Channel.WALK_IN:
        raise DomainError("join_the_course")
    if mode == JoinMode.INVITATION and not for_others and channel != Channel.PRESCRIPTION:
        invited = Invitation.objects.standing().filter(activity=session.activity_id, person=person_id)
        if person_id is None or not invited.exists():
            raise DomainError("sign_up_by_call")


def check_party(companions: int, for_others: bool) -> None:
    """Whether so many may be brought. Raises `DomainError("too_many_seats")`."""
    if not 0 <= companions <= (MOST_COMPANIONS_AT_DESK if for_others else MOST_COMPANIONS):
        raise DomainError("too_many_seats")


def seats_for(activity: Activity, companions: int) -> int:
    """How many seats somebody takes together with whom they bring."""
    return 1 + companions if activity.companion_takes_seat else 1


def is_newcomer(person: Person, activity: Activity) -> bool:
    """Whether somebody never was there, which is asked only where seats are kept for such. At most one query."""
    if not activity.newcomer_seats:
        return False
    before = Booking.objects.filter(person=person, session__activity=activity, attendance__in=WAS_THERE)
    return not before.exists()


def overlapping(person: Person, session: Session) -> list[Booking]:
    """What else the person has at the same time. A reason to say something, never to refuse. One query."""
    rows = Booking.objects.active().filter(
        person=person, session__starts_at__lt=session.ends_at, session__ends_at__gt=session.starts_at
    )
    return list(rows.exclude(session=session).select_related("session__activity", "session__centre"))
