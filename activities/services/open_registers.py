"""Registers that nobody finished: the leaders hear of it the next morning, staff see it after two days."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from activities.models import Attendance, Booking, Register, Session
from activities.models.booking import LEADERS_SEE_FOR
from activities.models.session import LONGEST, SessionQuerySet
from centres.models import Centre
from core import clock
from notifications.services.outbox import notify

REMIND_AT = time(9)  # of the morning after, by the centre's clock
STAFF_AFTER = timedelta(days=2)
STAFF_FOR = timedelta(days=60)  # longer ago than this nobody remembers who came


def _unfinished(since: datetime, until: datetime) -> SessionQuerySet:
    """The dates that ended in between, whose register is open and has names without a mark."""
    unmarked = Booking.objects.confirmed().filter(session=OuterRef("pk"), attendance=Attendance.UNKNOWN)
    ended = Session.objects.scheduled().filter(ends_at__gt=since, ends_at__lte=until)
    ended = ended.filter(starts_at__gt=since - LONGEST, starts_at__lte=until)  # so that the index of starts helps
    return ended.filter(Exists(unmarked), register__closed_at=None)


def remind(*, now: datetime) -> int:
    """Remind the leaders of every register that waits since yesterday or longer, once; returns how many registers.
    Safe to run at any moment, twice, and at once."""
    reminded = 0
    waiting = _unfinished(now - LEADERS_SEE_FOR, now).filter(register__reminded_at=None)
    for session in waiting.select_related("centre").order_by("pk"):
        if now >= _morning_after(session):
            reminded += _remind(session, now)
    return reminded


def _morning_after(session: Session) -> datetime:
    day = session.local_end.date() + timedelta(days=1)
    return datetime.combine(day, REMIND_AT, tzinfo=session.centre.zone)


@transaction.atomic
def _remind(session: Session, now: datetime) -> bool:
    register, _created = Register.objects.get_or_create(session=session)
    if not Register.objects.filter(pk=register.pk, reminded_at=None, closed_at=None).update(reminded_at=now):
        return False
    for champion in session.activity.leaders.active().select_related("person"):
        notify("register-open", person=champion.person, about=register, centre_id=session.centre_id)
    return True


def at_centre(centre: Centre, *, now: datetime | None = None) -> SessionQuerySet:
    """What staff should finish, or ask the leader about: oldest first, with all that a row shows."""
    now = now or clock.now()
    here = _unfinished(now - STAFF_FOR, now - STAFF_AFTER).filter(centre=centre)
    return here.with_place().order_by("starts_at", "pk")
