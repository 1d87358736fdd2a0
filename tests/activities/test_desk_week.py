"""The week at the desk, and the panels about the next days."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import Booking, BookingState
from activities.services import bookings
from centres.models.centre import LastHours
from core.actors import SYSTEM, Channel, Role
from core.models import AuditEvent
from notifications.models import Preferences
from tests.factories.activities import ActivityFactory, RegisterFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db
HOME = "desk:home"


@pytest.fixture
def centre():
    return CentreFactory(last_hours_rule=LastHours.CALL_LIST, last_hours=48)


@pytest.fixture
def as_colleague(centre):
    return staff_client(Role.COORDINATOR, centre=centre)


def a_date(centre, days=1, **fields):
    activity = ActivityFactory(centre=centre, leaders=[ChampionFactory(centre=centre)], **fields)
    return SessionFactory(activity=activity, day=timezone.localdate() + timedelta(days=days))


def booked(session, person=None, **wishes):
    person = person or PersonFactory()
    return bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM, **wishes)


def lines(response):
    return [line for _day, lines in response.context["days"] for line in lines]


def week(client, *args):
    return client.get(reverse("desk_week:from" if args else "desk_week:this", args=args))


@pytest.mark.parametrize("dates", [1, 3])
def test_week_takes_the_same_queries_however_many(centre, as_colleague, dates, django_assert_num_queries):
    for _number in range(dates):
        session = a_date(centre)
        for _person in range(dates):
            booked(session, wants_lift=True)
    with django_assert_num_queries(11):
        response = week(as_colleague)
    assert len(lines(response)) == dates


def test_week_begins_today_and_shows_the_own_centre_alone(centre, as_colleague):
    today, last = a_date(centre, 0), a_date(centre, 6)
    a_date(centre, 7)
    a_date(CentreFactory(), 1)
    assert [line.session for line in lines(week(as_colleague))] == [today, last]
    assert week(as_colleague).context["days"][0][0] == timezone.localdate()


def test_week_says_who_leads_and_how_full_it_is(centre, as_colleague):
    session = a_date(centre, capacity=1)
    booked(session)
    booked(session)
    [line] = lines(week(as_colleague))
    leader = session.activity.leaders.get()
    assert (line.leaders, line.seats) == (leader.person.name, "1 of 1 places taken, 1 person waits")


def test_week_names_who_asks_for_something_and_records_the_look(centre, as_colleague):
    session = a_date(centre)
    asks = booked(session, PersonFactory(interpreter="Arabic"), wants_lift=True, access_needs="large print")
    booked(session)
    response = week(as_colleague)
    [line] = lines(response)
    assert line.needs == [(asks, "wants a lift; interpreter: Arabic; large print")]
    assert [event.action for event in AuditEvent.about(asks.person_id)[:1]] == ["person.listed"]
    assert "Arabic" not in week(staff_client(Role.COORDINATOR)).text


@pytest.mark.parametrize(("is_closed", "words"), [(True, "Register done"), (False, "Register not finished for 1 day")])
def test_week_says_of_the_past_whether_the_register_is_finished(centre, as_colleague, is_closed, words, time_machine):
    time_machine.move_to(timezone.localtime().replace(hour=10))  # two whole days after it ended begin in the afternoon
    session = a_date(centre, -2)
    RegisterFactory(session=session, closed_at=timezone.now() if is_closed else None)
    [line] = lines(week(as_colleague, timezone.localdate() - timedelta(days=3)))
    assert (line.register, line.is_unfinished) == (words, not is_closed)


def test_week_of_a_link_worker_has_no_buttons_that_she_may_not_press(centre):
    session = a_date(centre)
    text = week(staff_client(Role.LINK_WORKER, centre=centre)).text
    assert reverse("desk_activities:cancel", args=[session.public_id]) not in text


@pytest.mark.parametrize("first", ["2026-13-01", "1999-01-01", "9999-12-31"])
def test_week_that_no_calendar_has_is_not_found(as_colleague, first):
    assert as_colleague.get(f"/en/desk/week/{first}/").status_code == 404


# --- a seat is free, soon -----------------------------------------------------------------------
def with_a_free_seat(centre, waiting=1):
    """In the last hours, with the first place given back."""
    session = a_date(centre, 1, capacity=1)
    first = booked(session)
    in_line = [booked(session, PersonFactory()) for _one in range(waiting)]
    bookings.cancel(first, by=SYSTEM)
    return session, in_line


def test_free_seat_shows_who_waits_in_order(centre, as_colleague):
    _session, in_line = with_a_free_seat(centre, waiting=2)
    panel = as_colleague.get(reverse(HOME)).text
    assert panel.index(str(in_line[0].public_id)) < panel.index(str(in_line[1].public_id))
    assert str(in_line[0].public_id) not in staff_client(Role.COORDINATOR).get(reverse(HOME)).text
    sent = {"booking": in_line[0].public_id}
    as_colleague.post(reverse("desk_phone:accept"), sent)
    assert Booking.objects.get(pk=in_line[0].pk).state == BookingState.CONFIRMED
    assert str(in_line[1].public_id) not in as_colleague.get(reverse(HOME)).text


def test_free_seat_is_not_called_where_the_first_reply_wins(centre, as_colleague):
    type(centre).objects.update(last_hours_rule=LastHours.FIRST_REPLY)
    _session, in_line = with_a_free_seat(centre)
    assert str(in_line[0].public_id) not in as_colleague.get(reverse(HOME)).text


def test_free_seat_is_not_called_to_whoever_wants_no_contact(centre, as_colleague):
    _session, in_line = with_a_free_seat(centre, waiting=2)
    Preferences.objects.create(person=in_line[0].person, do_not_contact=True)
    panel = as_colleague.get(reverse(HOME)).text
    assert [str(waits.public_id) in panel for waits in in_line] == [False, True]
    Preferences.objects.create(person=in_line[1].person, do_not_contact=True)
    assert as_colleague.get(reverse(HOME)).text.count(str(in_line[0].session.public_id)) == 0


def test_no_answer_stands_beside_the_name(centre, as_colleague):
    _session, [waiting] = with_a_free_seat(centre)
    as_colleague.post(reverse("desk_calls:note"), {"person": waiting.person.public_id, "result": "no_answer"})
    assert '<p class="pl-soft">No answer</p>' in as_colleague.get(reverse(HOME)).text


@pytest.mark.parametrize("count", [1, 3])
def test_panels_take_the_same_queries_however_many(centre, as_colleague, count, django_assert_num_queries):
    for _number in range(count):
        with_a_free_seat(centre, waiting=count)
        booked(a_date(centre), wants_lift=True)
    with django_assert_num_queries(QUERIES_OF_HOME):
        as_colleague.get(reverse(HOME))


QUERIES_OF_HOME = 62


# --- lifts --------------------------------------------------------------------------------------
def test_lifts_of_the_next_seven_days_reach_the_coordinator(centre, as_colleague):
    soon, later = booked(a_date(centre, 2), wants_lift=True), booked(a_date(centre, 9), wants_lift=True)
    text = as_colleague.get(reverse(HOME)).text
    assert (str(soon.person.public_id) in text, str(later.person.public_id) in text) == (True, False)
    assert AuditEvent.about(soon.person_id).filter(action="person.listed").exists()
