"""How full a group was, how often a place stood empty, and how often somebody came."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import Attendance
from activities.notices import place_token
from activities.sections import PlacesOfPerson
from activities.services import rates
from people.actors import for_user
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity():
    return ActivityFactory()


def held(activity, *, days_ago, **fields):
    return SessionFactory(activity=activity, day=timezone.localdate() - timedelta(days=days_ago), **fields)


def test_rates_speak_of_the_last_half_year(activity, django_assert_num_queries):
    for days_ago in (10, 300):
        session = held(activity, days_ago=days_ago, capacity=4, seats_taken=3 if days_ago == 10 else 0)
        for attendance in (Attendance.CAME, Attendance.LATE, Attendance.MISSED, Attendance.UNKNOWN):
            BookingFactory(session=session, attendance=attendance if days_ago == 10 else Attendance.MISSED)
    SessionFactory(activity=activity, capacity=4)
    with django_assert_num_queries(2):
        assert rates.of_activity(activity, now=timezone.now()) == rates.Rates(fill=75, no_show=33)


def test_rates_of_a_group_that_never_met_say_nothing(activity):
    assert rates.of_activity(activity, now=timezone.now()) == rates.Rates(fill=None, no_show=None)


def test_desk_shows_the_rates_of_a_group(client, activity):
    client.force_login(StaffRoleFactory(centre=activity.centre).user)
    address = reverse("desk_activities:activity", args=[activity.pk])
    assert "In the last half year" not in client.get(address).content.decode()
    BookingFactory(session=held(activity, days_ago=3), attendance=Attendance.MISSED)
    page = " ".join(client.get(address).content.decode().split())
    assert "Did not come, without a word" in page
    assert "100%" in page


def test_record_of_a_person_says_how_often_they_came(rf, activity):
    person = PersonFactory(centres=[activity.centre])
    for days_ago, attendance in enumerate(("came", "came", "late", "excused"), start=1):
        BookingFactory(session=held(activity, days_ago=days_ago), person=person, attendance=attendance)
    request = rf.get("/")
    request.actor = for_user(StaffRoleFactory(centre=activity.centre).user)
    html = PlacesOfPerson().render_html({"request": request, "person": person, "csrf_token": "", "sees_client": True})
    assert "Came: 2. Came late: 1. Did not come: 0. Had said so before: 1." in " ".join(html.split())


@pytest.mark.parametrize("sensitive", [True, False])
def test_place_shows_its_code_where_the_group_is_sensitive(client, sensitive):
    booking = BookingFactory(session=SessionFactory(activity=ActivityFactory(sensitive=sensitive)))
    page = client.get(reverse("place:show", args=[place_token(booking)])).content.decode()
    assert (booking.check_in_code in page.split("</h1>")[1]) is sensitive
