"""The day before, leaders hear how many are coming: numbers, and no names."""

from datetime import timedelta

import pytest
import time_machine

from activities.models import BookingState
from activities.services import ahead
from notifications.models import OutboxMessage, Preferences, Reminders
from notifications.services import outbox
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.champions import ChampionFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def leader():
    return ChampionFactory(person__name="Terry Moss")


@pytest.fixture
def session(leader):
    group = ActivityFactory(centre=leader.centre, leaders=[leader], title_en="Card Night")
    return SessionFactory(activity=group, day=group.start_date)


@pytest.fixture
def due(session):
    return session.local_start - DAY


def tell(at):
    with time_machine.travel(at, tick=False):
        return ahead.tell_leaders(now=at)


def words(at):
    with time_machine.travel(at, tick=False):
        return [one.text for one in outbox.render(OutboxMessage.objects.select_related("person"))]


def test_active_leaders_hear_it_the_day_before_and_once(session, leader, due):
    session.activity.leaders.add(ChampionFactory(centre=leader.centre, paused=True))
    minute = timedelta(minutes=1)
    assert [tell(due - minute), tell(due), tell(due + minute)] == [0, 1, 0]
    message = OutboxMessage.objects.get()
    assert (message.type, message.person, message.centre) == ("session-ahead", leader.person, leader.centre)


def test_they_read_numbers_of_just_now_and_no_names(session, due):
    for state, name in ((BookingState.CONFIRMED, "Ana"), (BookingState.WAITLISTED, "Bo")):
        BookingFactory(session=session, state=state, person__name=name, seats=2)
    tell(due)
    BookingFactory(session=session, person__name="Cyr")
    [text] = words(due)
    assert "(Card Night). Coming: 3. On the waiting list: 1." in text
    assert [name for name in ("Ana", "Bo", "Cyr") if name in text] == []


def test_nobody_yet_is_said_as_well(session, due):
    tell(due)
    assert "Nobody has signed up yet." in words(due)[0]


def test_date_that_is_cancelled_or_begins_is_no_news(session, due):
    tell(due)
    assert words(session.starts_at) == []
    type(session).objects.update(state="cancelled")
    assert words(due) == []
    assert tell(due + timedelta(hours=1)) == 0


def test_leader_who_wants_no_reminders_gets_none(leader, session, due):
    Preferences.objects.create(person=leader.person, reminders=Reminders.NONE)
    assert tell(due) == 0


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_the_same_queries_however_many_dates(leader, number, django_assert_num_queries):
    for _nth in range(number):
        group = ActivityFactory(centre=leader.centre, leaders=[leader])
        at = SessionFactory(activity=group, day=group.start_date).local_start - DAY
    assert tell(at) == number
    with django_assert_num_queries(3):
        assert tell(at) == 0
