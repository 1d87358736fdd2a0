"""Whole dates at the desk: whom a move or a cancellation touches, before it happens; and seats."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import BookingState, Session, SessionState
from activities.services import bookings, sessions
from core.actors import SYSTEM, Channel, Role
from people.services import persons
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory, ClosureFactory, VenueFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def session(centre):
    return SessionFactory(activity=ActivityFactory(centre=centre), day=timezone.localdate() + timedelta(days=5))


@pytest.fixture
def as_colleague(centre):
    return staff_client(Role.COORDINATOR, centre=centre)


def address(name, session):
    return reverse(f"desk_activities:{name}", args=[session.public_id])


def booked(session, contact):
    person = persons.register(name="Ana Silva", centre=session.centre, contact=contact, by=SYSTEM)
    return bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)


def new_time(session, days=1, **more):
    day = session.day + timedelta(days=days)
    return {"day": day.isoformat(), "start_time": "14:30", "minutes": "90", "venue": "", **more}


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize("name", ["cancel", "move"])
def test_preview_takes_the_same_queries_however_many(session, as_colleague, name, people, django_assert_num_queries):
    for _number in range(people):
        booked(session, "519-555-0134")
    with django_assert_num_queries({"cancel": 12, "move": 13}[name]):
        response = as_colleague.get(address(name, session))
    assert len(response.context["impact"].reaches) == people


def test_preview_names_apart_whom_nothing_written_can_reach(session, as_colleague):
    by_mail, by_phone = booked(session, "ana@example.org"), booked(session, "519-555-0134")
    response = as_colleague.get(address("cancel", session))
    found = response.context["impact"]
    assert [reach.booking for reach in found.to_call] == [by_phone]
    assert {reach.booking for reach in found.reaches} == {by_mail, by_phone}
    page = " ".join(response.text.split())
    assert ("519-555-0134" in page, "e-mail" in page) == (True, True)


@pytest.mark.parametrize(("contact", "then"), [("519-555-0134", "desk_calls:list"), ("ana@example.org", None)])
def test_after_a_cancellation_come_the_calls_that_are_owed(session, as_colleague, contact, then):
    booked(session, contact)
    response = as_colleague.post(address("cancel", session), {"note": "The boiler"})
    activity = reverse("desk_activities:activity", args=[session.activity_id])
    assert response["Location"] == (reverse(then) if then else activity)
    assert Session.objects.get().state == SessionState.CANCELLED


@pytest.mark.parametrize("because", ["", "place"])
def test_a_cancellation_has_a_reason_that_can_be_counted(session, as_colleague, because):
    as_colleague.post(address("cancel", session), {"note": "The boiler", "because": because})
    off = Session.objects.get()
    assert off.off_because == because
    sessions.reinstate(off, by=SYSTEM)
    assert Session.objects.get().off_because == ""


def test_a_reason_is_one_of_those_offered(session, as_colleague):
    page = as_colleague.post(address("cancel", session), {"note": "The boiler", "because": "the moon"})
    assert list(page.context["form"].errors) == ["because"]
    assert "The boiler" in page.text
    assert Session.objects.get().state == SessionState.SCHEDULED


def test_move_is_shown_first_and_done_when_said_again(session, as_colleague):
    before = session.starts_at
    response = as_colleague.post(address("move", session), new_time(session))
    assert (response.context["clashes"], response.context["closed"]) == ([], None)
    assert Session.objects.get().starts_at == before
    as_colleague.post(address("move", session), new_time(session, sure="1"))
    moved = Session.objects.select_related("centre").get()
    assert (moved.day, moved.local_start.strftime("%H:%M")) == (session.day + timedelta(days=1), "14:30")


def test_move_says_what_is_in_the_room_and_that_the_centre_is_closed(session, as_colleague):
    there = VenueFactory(centre=session.centre)
    day = session.day + timedelta(days=1)
    other = SessionFactory(activity=ActivityFactory(centre=session.centre, venue=there), day=day)
    ClosureFactory(centre=session.centre, first_day=day)
    response = as_colleague.post(address("move", session), new_time(session, venue=there.pk))
    assert [one.session for one in response.context["clashes"]] == [other]
    assert response.context["closed"].reason_en == "Staff day"


@pytest.mark.parametrize(
    ("more", "field"),
    [({"day": "2001-01-01", "sure": "1"}, "day"), ({"start_time": "soon"}, "start_time"), ({"venue": "0"}, "venue")],
)
def test_move_that_cannot_be_says_so_at_its_field(session, as_colleague, more, field):
    response = as_colleague.post(address("move", session), new_time(session, **more))
    assert list(response.context["form"].errors) == [field]
    assert Session.objects.get().starts_at == session.starts_at


def test_more_seats_are_offered_at_once_and_fewer_than_taken_are_refused(session, as_colleague):
    bookings_made = [booked(session, "519-555-0134") for _number in range(session.capacity + 1)]
    as_colleague.post(address("resize", session), {"capacity": session.capacity + 1})
    bookings_made[-1].refresh_from_db()
    assert bookings_made[-1].state == BookingState.OFFERED
    response = as_colleague.post(address("resize", session), {"capacity": "2"})
    assert list(response.context["form"].errors) == ["capacity"]


@pytest.mark.parametrize("name", ["move", "resize", "cancel"])
def test_whole_dates_are_for_coordinators_of_the_centre(session, name):
    link_worker, stranger = staff_client(Role.LINK_WORKER, centre=session.centre), staff_client(Role.COORDINATOR)
    assert [client.get(address(name, session)).status_code for client in (link_worker, stranger)] == [403, 404]
