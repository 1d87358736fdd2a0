"""Two telephones and a coordinator at one register, at the same moment."""

import uuid

import pytest

from activities.models import Attendance, Booking
from activities.services import register, taps
from core.actors import SYSTEM
from core.models import AuditEvent
from people.models import Person
from tests.concurrency.test_last_seats import at_once
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


@pytest.fixture
def session():
    return SessionFactory(activity=ActivityFactory(capacity=20))


def test_same_taps_sent_by_two_tabs_at_once_count_once(session):
    rows = [BookingFactory(session=session) for _ in range(5)]
    start = session.starts_at
    sent = [taps.Mark(uuid.uuid4(), start, row.public_id, Attendance.CAME) for row in rows]
    sent.append(taps.WalkIn(uuid.uuid4(), start, "Ana Lima"))
    sent.append(taps.Headcount(uuid.uuid4(), start, number=3, seen=0))
    answers = at_once(*[lambda: taps.take(session, sent, by=SYSTEM, now=session.ends_at)] * 4)
    assert [[answer.said for answer in some] for some in answers] == [["kept"] * 7] * 4
    assert AuditEvent.objects.filter(action="booking.marked").count() == 6
    assert Person.objects.filter(name="Ana Lima").count() == 1
    assert register.of(session).headcount == 3


def test_tap_at_the_moment_of_closing_is_not_lost(session):
    rows = [BookingFactory(session=session) for _ in range(8)]
    sent = [taps.Mark(uuid.uuid4(), session.starts_at, row.public_id, Attendance.CAME) for row in rows]
    answers = at_once(
        lambda: register.close(session, by=SYSTEM, now=session.ends_at),
        lambda: taps.take(session, sent, by=SYSTEM, now=session.ends_at),
    )
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert set(Booking.objects.values_list("attendance", flat=True)) == {"came"}
