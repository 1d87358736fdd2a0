"""Registers that nobody finished: the leader hears of it once, staff see it after two days."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities.models import Attendance, BookingState, Register, SessionState
from activities.services import open_registers, register
from core.actors import SYSTEM
from notifications.models import OutboxMessage
from notifications.services import outbox
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import StaffRoleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return ChampionFactory()


@pytest.fixture
def session(leader):
    return SessionFactory(activity=ActivityFactory(centre=leader.centre, leaders=[leader]))


@pytest.fixture
def at_nine(session):
    local = session.local_end + timedelta(days=1)
    return local.replace(hour=9, minute=0)


def test_leaders_are_reminded_the_next_morning_and_once(session, leader, at_nine):
    BookingFactory(session=session)
    paused = ChampionFactory(centre=leader.centre, paused=True)
    session.activity.leaders.add(paused)
    assert open_registers.remind(now=at_nine - timedelta(minutes=1)) == 0
    assert open_registers.remind(now=at_nine) == 1
    assert open_registers.remind(now=at_nine + timedelta(hours=1)) == 0
    message = OutboxMessage.objects.get(type="register-open")
    assert (message.person, message.centre) == (leader.person, session.centre)
    assert Register.objects.get().reminded_at == at_nine


@pytest.mark.parametrize("language", ["en", "fr"])
def test_reminder_names_no_sensitive_group_and_goes_once_it_is_closed(session, leader, at_nine, language):
    BookingFactory(session=session)
    open_registers.remind(now=at_nine)
    messages = OutboxMessage.objects.filter(type="register-open").select_related("person")
    [words] = outbox.render(messages, language=language)
    assert session.activity.title_en in words.text or session.activity.title_fr in words.text
    type(session.activity).objects.update(sensitive=True)
    [words] = outbox.render(messages, language=language)
    assert session.activity.title_en not in words.text
    assert session.activity.title_fr not in words.text
    register.close(session, by=SYSTEM, now=session.ends_at)
    assert outbox.render(messages, language=language) == []


def test_nothing_is_said_where_all_are_marked_closed_or_called_off(leader, at_nine, session):
    BookingFactory(session=session, attendance=Attendance.CAME)
    BookingFactory(session=session, state=BookingState.THINKING)
    closed, called_off = (SessionFactory(activity=session.activity) for _ in range(2))
    for other in (closed, called_off):
        BookingFactory(session=other)
    register.close(closed, by=SYSTEM, now=closed.ends_at)
    type(session).objects.filter(pk=called_off.pk).update(state=SessionState.CANCELLED)
    for one in (session, closed, called_off):
        assert open_registers.remind(now=one.ends_at + timedelta(days=2)) == 0


def test_staff_see_it_after_two_days(session):
    BookingFactory(session=session)
    two_days = session.ends_at + timedelta(days=2)
    assert list(open_registers.at_centre(session.centre, now=two_days - timedelta(minutes=1))) == []
    assert list(open_registers.at_centre(session.centre, now=two_days)) == [session]
    assert list(open_registers.at_centre(ChampionFactory().centre, now=two_days)) == []


def test_desk_lists_them_in_a_constant_number_of_queries(client, session):
    BookingFactory(session=session)
    with time_machine.travel(session.ends_at + timedelta(days=30), tick=False):
        client.force_login(StaffRoleFactory(centre=session.centre).user)
        client.get(reverse("desk:home"))
        first = queries_of_the_desk(client)
        for day in (1, 2):
            other = SessionFactory(activity=session.activity, day=session.day + timedelta(days=day))
            BookingFactory(session=other)
        assert queries_of_the_desk(client) == first
        page = " ".join(client.get(reverse("desk:home")).content.decode().split())
    assert "3 registers have waited for two days or longer." in page
    assert reverse("register:show", args=[session.public_id]) in page


def queries_of_the_desk(client):
    with CaptureQueriesContext(connection) as caught:
        client.get(reverse("desk:home"))
    return len(caught)
