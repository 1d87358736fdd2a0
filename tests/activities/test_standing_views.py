"""What somebody comes to every time: on its place's page, on *My page*, skipped, taken back, and ended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from activities.choices import JoinMode
from activities.models import Booking, BookingState, Enrolment, Session
from activities.notices import place_token
from activities.sections import MyPlaces
from activities.services import bookings, enrolments
from centres.models.centre import LastHours
from core.actors import Channel, person_actor
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.people import ContactPointFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_moment(time_machine):
    """Signed links tell when they were made: the clock stands, so that two of one place are the same."""
    time_machine.move_to(timezone.now(), tick=False)


def dates_of(mode=JoinMode.STANDING, count=3, **fields):
    fields.setdefault("capacity", 10)
    group = ActivityFactory(join_mode=mode, **fields)
    return [SessionFactory(activity=group, day=group.start_date + timedelta(weeks=weeks)) for weeks in range(count)]


def enrol(session, person=None, **fields):
    person = person or PersonFactory()
    by = person_actor(person.pk)
    return enrolments.enrol(activity=session.activity, person=person, channel=Channel.WEB, by=by, **fields)


def book(session, person=None, **fields):
    person = person or PersonFactory()
    return bookings.book(session=session, person=person, channel=Channel.WEB, by=person_actor(person.pk), **fields)


def at(enrolment, session):
    return Booking.objects.filter(enrolment=enrolment, session=session).latest("pk")


def to(name, booking):
    return reverse(f"place:{name}", args=[place_token(booking)])


def text_of(response):
    return " ".join(response.content.decode().split())


# --- Skipping, coming after all, stopping -------------------------------------------------------


def test_place_shows_the_next_dates_with_the_ways_to_skip_and_to_stop(client):
    sessions = dates_of(count=6)
    standing = enrol(sessions[0])
    first = at(standing, sessions[0])
    page = text_of(client.get(to("show", first)))
    assert "You come every time" in page
    assert page.count("Skip this date<") == 1 + 4  # the button, and the next dates
    assert to("cancel", at(standing, sessions[1])) in page
    assert "And 2 more dates." in page
    assert to("stop", first) in page


def test_skipped_week_frees_one_date_and_the_rest_stays(client):
    first, second, third = dates_of(capacity=1)
    standing = enrol(first)
    place = at(standing, second)
    waiting = book(second)
    assert "Skip this date?" in text_of(client.get(to("cancel", place)))
    page = text_of(client.post(to("cancel", place), follow=True))
    assert "You are not coming this time" in page
    assert "I can come after all" in page
    assert "You have no place on this date" not in page
    states = [at(standing, session).state for session in (first, second, third)]
    assert states == ["confirmed", "cancelled", "confirmed"]
    waiting.refresh_from_db()
    assert waiting.state == BookingState.OFFERED


def test_skipped_date_is_taken_back_where_a_seat_is_free(client):
    first, _second, _third = dates_of()
    standing = enrol(first)
    skipped = at(standing, first)
    client.post(to("cancel", skipped))
    response = client.post(to("come", skipped), follow=True)
    assert "You have a place" in text_of(response)
    assert (at(standing, first).state, at(standing, first).pk != skipped.pk) == ("confirmed", True)
    # The old link leads to what holds now.
    assert client.get(to("show", skipped))["Location"] == to("show", at(standing, first))


def test_skipped_date_that_went_to_somebody_else_ends_on_the_list(client):
    first, *_ = dates_of(capacity=1)
    standing = enrol(first)
    skipped = at(standing, first)
    client.post(to("cancel", skipped))
    book(first)
    assert "You are on the waiting list" in text_of(client.post(to("come", skipped), follow=True))


@pytest.mark.parametrize("name", ["come", "stop"])
def test_single_place_has_nothing_to_stop_or_to_take_back(client, name):
    booking = book(dates_of(JoinMode.SIGN_UP)[0])
    assert client.post(to(name, booking))["Location"] == to("show", booking)
    assert Booking.objects.get().state == BookingState.CONFIRMED


def test_stop_asks_first_and_gives_every_coming_date_back(client):
    sessions = dates_of()
    standing = enrol(sessions[0])
    place = at(standing, sessions[1])
    assert "Stop coming every time?" in text_of(client.get(to("stop", place)))
    assert Enrolment.objects.active().count() == 1
    page = text_of(client.post(to("stop", place), follow=True))
    assert "You have no place on this date" in page
    assert "I can come after all" not in page
    assert [row.state for row in Booking.objects.all()] == ["cancelled"] * 3
    assert Enrolment.objects.active().count() == 0
    assert client.post(to("stop", place)).status_code == 302


def test_change_says_that_it_is_for_one_date(client):
    first, second, _third = dates_of()
    standing = enrol(first)
    assert "for this date only" in text_of(client.get(to("change", at(standing, first))))
    client.post(to("change", at(standing, first)), {"brings_someone": "on"})
    assert (at(standing, first).companions, at(standing, second).companions) == (1, 0)


def test_change_by_whom_staff_signed_up_with_more_keeps_them_all(client):
    [session, *_] = dates_of(JoinMode.SIGN_UP)
    booking = book(session)
    Booking.objects.filter(pk=booking.pk).update(companions=3, seats=4)
    assert "You and 3 people you bring" in text_of(client.get(to("show", booking)))
    client.post(to("change", booking), {"brings_someone": "on", "access_needs": "large print"})
    booking.refresh_from_db()
    assert (booking.companions, booking.seats, booking.access_needs) == (3, 4, "large print")


# --- A course -----------------------------------------------------------------------------------


def test_offer_of_a_course_is_answered_for_all_dates(client):
    sessions = dates_of(JoinMode.COURSE, capacity=1)
    first, waiting = enrol(sessions[0]), enrol(sessions[0])
    place = at(waiting, sessions[0])
    page = text_of(client.get(to("show", place)))
    assert "You are on the waiting list for the course" in page
    assert "When a place is free at every date" in page
    enrolments.end(first, by=person_actor(first.person_id))
    page = text_of(client.get(to("show", place)))
    assert "A place in the course is free for you" in page
    assert "We hold it for you until" in page
    client.post(to("accept", place))
    assert [at(waiting, session).state for session in sessions] == ["confirmed"] * 3
    assert "Your dates in the course" in text_of(client.get(to("show", place)))


def test_no_to_a_course_leaves_its_list(client):
    sessions = dates_of(JoinMode.COURSE, capacity=1)
    enrol(sessions[0])
    waiting = enrol(sessions[0])
    place = at(waiting, sessions[0])
    assert "We will not hold a place in the course for you." in text_of(client.get(to("cancel", place)))
    client.post(to("cancel", place))
    assert [at(waiting, session).state for session in sessions] == ["cancelled"] * 3


# --- What waiting means -------------------------------------------------------------------------


def test_party_waits_for_seats_together(client):
    [session, *_] = dates_of(JoinMode.SIGN_UP, capacity=1)
    booking = book(session, companions=1)
    page = text_of(client.get(to("show", booking)))
    assert "You are first in line. As soon as 2 places are free together, we hold them for you and tell you." in page


def test_party_that_takes_one_seat_waits_like_everybody(client):
    [session, *_] = dates_of(JoinMode.SIGN_UP, capacity=1, companion_takes_seat=False)
    book(session)
    booking = book(session, companions=1)
    assert "When a place is free, we hold it" in text_of(client.get(to("show", booking)))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (LastHours.FIRST_REPLY, "the first to answer has it."),
        (LastHours.CALL_LIST, "Please keep your phone near."),
    ],
)
def test_in_the_last_hours_waiting_means_what_the_centre_decided(client, rule, words):
    [session, *_] = dates_of(JoinMode.SIGN_UP, capacity=1, centre__last_hours_rule=rule)
    placed, waiting = book(session), book(session)
    with travel(session.starts_at - timedelta(hours=1), tick=False):
        assert words in text_of(client.get(to("show", waiting)))
        bookings.cancel(placed, by=person_actor(placed.person_id))
        page = text_of(client.get(to("show", waiting)))
        assert ("Take the place" in page) is (rule == LastHours.FIRST_REPLY)
        assert "No, thank you" not in page


# --- At the same time, and one's own page -------------------------------------------------------


def test_place_at_the_same_time_is_spoken_of_and_named_on_ones_own_page_only(client):
    me = PersonFactory(user=UserFactory())
    here, *_ = dates_of(JoinMode.SIGN_UP)
    there, *_ = dates_of(JoinMode.SIGN_UP, title_en="Chess")
    booking, _other = book(here, me), book(there, me)
    page = text_of(client.get(to("show", booking)))
    assert "You are down for another group at the same time" in page
    assert "Chess" not in page
    client.force_login(me.user)
    assert "You are down for Chess at the same time" in text_of(client.get(to("show", booking)))


def test_sensitive_group_at_the_same_time_is_named_nowhere(client):
    me = PersonFactory(user=UserFactory())
    here, *_ = dates_of(JoinMode.SIGN_UP)
    there, *_ = dates_of(JoinMode.SIGN_UP, title_en="Grief circle", sensitive=True)
    booking, _other = book(here, me), book(there, me)
    client.force_login(me.user)
    page = text_of(client.get(to("show", booking)))
    assert "You are down for another group at the same time" in page
    assert "Grief circle" not in page


def test_stranger_is_shown_the_way_to_one_page_for_all(client):
    [session, *_] = dates_of(JoinMode.SIGN_UP)
    by_mail, by_landline = book(session), book(session)
    ContactPointFactory(person=by_mail.person, by_email=True)
    ContactPointFactory(person=by_landline.person, kind="landline")
    assert "Confirm your number or address first" in text_of(client.get(to("show", by_mail)))
    assert "Confirm your number or address first" not in text_of(client.get(to("show", by_landline)))


# --- My page ------------------------------------------------------------------------------------


def test_section_groups_what_one_comes_to_every_time(client):
    me = PersonFactory()
    sessions = dates_of(title_en="Card night")
    standing = enrol(sessions[0], me)
    single, *_ = dates_of(JoinMode.SIGN_UP, title_en="Chess")
    book(single, me)
    bookings.cancel(at(standing, sessions[1]), by=person_actor(me.pk))
    html = " ".join(MyPlaces().render_html({"person": me}).split())
    assert f"{sessions[0].local_start:Every %A: Card night}" in html
    assert html.count("Skip this date<") == 2
    assert html.count("I can come after all<") == 1
    assert "Not this time" in html
    assert html.count("Stop coming every time") == 1
    assert reverse("calendars:session", kwargs={"public_id": single.public_id, "language": "en"}) in html
    assert html.count("Add to my calendar") == 1


def test_section_shows_who_waits_for_a_course_once(client):
    me = PersonFactory()
    sessions = dates_of(JoinMode.COURSE, capacity=1)
    enrol(sessions[0])
    enrol(sessions[0], me)
    html = MyPlaces().render_html({"person": me})
    assert html.count("Waiting list") == 1
    assert "Leave the course" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_section_with_standing_places_takes_one_query(count, django_assert_num_queries):
    me = PersonFactory()
    for _ in range(count):
        enrol(dates_of(count=count)[0], me)
    with django_assert_num_queries(1):
        html = MyPlaces().render_html({"person": me})
    assert html.count("Stop coming every time") == count


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_standing_place_takes_four_queries(client, count, django_assert_num_queries):
    sessions = dates_of(count=count)
    place = at(enrol(sessions[0]), sessions[0])
    client.get(to("show", place))
    with django_assert_num_queries(4):
        client.get(to("show", place))


def test_no_to_one_skipped_date_of_a_course_keeps_the_others(client):
    first, *others = dates_of(JoinMode.COURSE, capacity=1)
    mine = enrol(first)
    client.post(to("cancel", at(mine, first)))
    BookingFactory(session=first)
    Session.objects.filter(pk=first.pk).update(seats_taken=1)
    client.post(to("come", at(mine, first)))
    assert at(mine, first).state == BookingState.WAITLISTED
    client.post(to("cancel", at(mine, first)))
    assert Enrolment.objects.active().get() == mine
    assert [at(mine, session).state for session in others] == ["confirmed"] * 2
