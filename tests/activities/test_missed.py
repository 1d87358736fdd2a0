"""We missed you: gentle, where the centre wants it, once, and never twice in a row."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from activities.models import Attendance, BookingState
from activities.services import register
from core.actors import SYSTEM
from notifications.models import OutboxMessage, Outcome
from notifications.services import delivery, outbox
from people.services import persons
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory(says_we_missed_you=True, name_en="Guelph CHC")


@pytest.fixture
def group(centre):
    return ActivityFactory(centre=centre, title_en="Card Night")


@pytest.fixture
def person(centre):
    return persons.register(name="Ana Silva", centre=centre, contact="ana@example.org", by=SYSTEM)


def held(group, person, attendance=Attendance.UNKNOWN, weeks=1, **booking):
    session = SessionFactory(activity=group, day=group.start_date - weeks * timedelta(days=7))
    return BookingFactory(session=session, person=person, attendance=attendance, **booking)


def close(booking, later=timedelta(0)):
    with time_machine.travel(booking.session.ends_at + later, tick=False):
        register.close(booking.session, by=SYSTEM)


def told():
    return list(OutboxMessage.objects.filter(type="missed-you").values_list("about_id", flat=True))


def test_whoever_did_not_come_gets_a_word_once(group, person):
    booking = held(group, person)
    close(booking)
    close(booking, timedelta(minutes=5))
    assert told() == [booking.pk]
    at = booking.session.ends_at + timedelta(minutes=70)
    with time_machine.travel(at, tick=False):
        delivery.deliver_due(now=at)
    [letter] = mail.outbox
    assert "We missed you: Card Night, " in letter.body


@pytest.mark.parametrize("attendance", [Attendance.CAME, Attendance.LATE, Attendance.EXCUSED])
def test_whoever_came_or_had_said_so_gets_none(group, person, attendance):
    close(held(group, person, attendance))
    assert told() == []


@pytest.mark.parametrize("state", [BookingState.WAITLISTED, BookingState.THINKING, BookingState.CANCELLED])
def test_whoever_had_no_place_gets_none(group, person, state):
    close(held(group, person, state=state))
    assert told() == []


@pytest.mark.parametrize(
    ("before", "is_told"),
    [(Attendance.MISSED, False), (Attendance.CAME, True), (Attendance.EXCUSED, True), (Attendance.UNKNOWN, True)],
)
def test_never_twice_in_a_row(group, person, before, is_told):
    held(group, person, Attendance.MISSED, weeks=4)
    held(group, person, Attendance.CAME, weeks=3)
    held(group, person, before, weeks=2)
    held(ActivityFactory(centre=group.centre), person, Attendance.MISSED, weeks=2)
    close(held(group, person, weeks=1))
    assert bool(told()) is is_told


def test_mark_that_is_corrected_meanwhile_takes_the_word_back(group, person):
    booking = held(group, person)
    close(booking)
    with time_machine.travel(booking.session.ends_at + timedelta(minutes=30), tick=False):
        register.mark(booking, attendance=Attendance.CAME, by=SYSTEM)
    at = booking.session.ends_at + timedelta(minutes=70)
    with time_machine.travel(at, tick=False):
        delivery.deliver_due(now=at)
    assert (mail.outbox, OutboxMessage.objects.get().outcome) == ([], Outcome.NOT_TRUE)


def test_register_that_is_closed_late_says_nothing(group, person):
    close(held(group, person), timedelta(days=4))
    assert told() == []


def test_centre_that_did_not_ask_for_it_says_nothing(person):
    close(held(ActivityFactory(), person))
    assert told() == []


def test_sensitive_group_is_not_named(centre, person):
    close(held(ActivityFactory(centre=centre, title_en="Grief Circle", sensitive=True), person))
    [words] = outbox.render(OutboxMessage.objects.select_related("person"))
    assert "Grief" not in words.text
    assert words.text.startswith("We missed you on ")
