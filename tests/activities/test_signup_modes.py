"""Signing up in each of the ways in which people join, and what is asked of whom."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from activities.choices import JoinMode
from activities.models import Booking, BookingState, Enrolment
from activities.notices import place_token
from activities.services import bookings, enrolments, invitations
from core.actors import SYSTEM, Channel, person_actor
from core.models import Attempt
from people.models import Consent, Person
from people.models.consent import Purpose
from people.services import links
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.people import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_moment(time_machine):
    """Signed links tell when they were made: the clock stands, so that two of one place are the same."""
    time_machine.move_to(timezone.now(), tick=False)


def dates_of(mode, count=1, **fields):
    """A group with so many weekly dates ahead."""
    fields.setdefault("capacity", 10)
    group = ActivityFactory(join_mode=mode, **fields)
    days = [group.start_date + timedelta(weeks=weeks) for weeks in range(count)]
    return [SessionFactory(activity=group, day=day) for day in days]


def address(session):
    return reverse("signup:start", args=[session.public_id])


def answers(**fields):
    return {
        "name": "Maria Santos",
        "contact_kind": "mobile",
        "contact": "519-555-0142",
        "request_key": str(uuid.uuid4()),
        "expected": "place",
        **fields,
    }


def text_of(response):
    return " ".join(response.content.decode().split())


def asked(client, session):
    return list(client.get(address(session)).context["form"].fields)


@pytest.fixture
def me(client):
    person = PersonFactory(user=UserFactory())
    client.force_login(person.user)
    return person


# --- Every time ---------------------------------------------------------------------------------


def test_standing_group_asks_how_often_and_nothing_is_chosen_beforehand(client):
    first, _second = dates_of(JoinMode.STANDING, 2)
    page = text_of(client.get(address(first)))
    assert "Only this date" in page
    assert "You can skip a date or stop when you like." in page
    response = client.post(address(first), answers())
    assert response.context["form"].errors == {"every_time": ["Please choose."]}
    assert Person.objects.count() == 0


def test_every_time_books_every_coming_date_and_leads_to_the_chosen_one(client):
    first, second = dates_of(JoinMode.STANDING, 2)
    response = client.post(address(second), answers(every_time="every"))
    rows = Booking.objects.order_by("session__starts_at")
    assert [(row.session, row.state) for row in rows] == [(first, "confirmed"), (second, "confirmed")]
    assert Enrolment.objects.count() == 1
    assert response["Location"] == reverse("place:show", args=[place_token(rows[1])])


def test_only_this_date_books_one(client):
    first, _second = dates_of(JoinMode.STANDING, 2)
    client.post(address(first), answers(every_time="one"))
    assert [row.session for row in Booking.objects.all()] == [first]
    assert Enrolment.objects.count() == 0


def test_skipped_date_signed_up_for_again_is_part_of_the_standing_place(client, me):
    first, _second = dates_of(JoinMode.STANDING, 2)
    standing = enrolments.enrol(activity=first.activity, person=me, channel=Channel.WEB, by=person_actor(me.pk))
    bookings.cancel(standing.bookings.get(session=first), by=person_actor(me.pk))
    client.post(address(first), answers(every_time="one"))
    assert Booking.objects.active().get(session=first).enrolment == standing


@pytest.mark.parametrize("mode", [JoinMode.SIGN_UP, JoinMode.COURSE, JoinMode.DROP_IN])
def test_nobody_else_is_asked_how_often(client, mode):
    assert "every_time" not in asked(client, dates_of(mode)[0])


# --- A course -----------------------------------------------------------------------------------


def test_course_lists_its_dates_and_books_them_all(client):
    sessions = dates_of(JoinMode.COURSE, 3, joinable_dates=2)
    page = text_of(client.get(address(sessions[0])))
    assert page.count("2 pm to 3:30 pm") == 4
    assert "One sign-up is for all the dates" in page
    assert "New people can join until" in page
    client.post(address(sessions[0]), answers())
    assert [row.state for row in Booking.objects.all()] == ["confirmed"] * 3


def test_course_with_one_full_date_offers_the_waiting_list_for_all(client):
    sessions = dates_of(JoinMode.COURSE, 2, capacity=1)
    first = PersonFactory()
    enrolments.enrol(activity=sessions[0].activity, person=first, channel=Channel.WEB, by=person_actor(first.pk))
    page = text_of(client.get(address(sessions[0])))
    assert "When a place is free at every date, we hold it for you" in page
    client.post(address(sessions[0]), answers(expected="wait"))
    assert [row.state for row in Booking.objects.exclude(person=first)] == ["waitlisted"] * 2


def test_course_that_has_begun_is_closed_also_for_a_post(client):
    sessions = dates_of(JoinMode.COURSE, 3, joinable_dates=1)
    with travel(sessions[0].starts_at, tick=False):
        for answer in (client.get(address(sessions[1])), client.post(address(sessions[1]), answers())):
            assert "takes nobody else in" in text_of(answer)
    assert (Person.objects.count(), Booking.objects.count()) == (0, 0)


# --- Just come ----------------------------------------------------------------------------------


def test_drop_in_asks_a_name_and_a_number_and_says_why(client):
    [session] = dates_of(JoinMode.DROP_IN, capacity=None)
    page = text_of(client.get(address(session)))
    for words in ("I am thinking of coming", "No place is kept", "So that we can tell you if this date is cancelled."):
        assert words in page
    names = [name for name in asked(client, session) if name not in {"request_key", "expected", "homepage"}]
    assert names == ["name", "contact_kind", "contact", "voicemail_ok"]


def test_thinking_of_coming_holds_no_seat_and_can_be_taken_back(client):
    [session] = dates_of(JoinMode.DROP_IN, capacity=None)
    page = text_of(client.post(address(session), answers(), follow=True))
    booking = Booking.objects.get()
    session.refresh_from_db()
    assert (booking.state, session.seats_taken) == (BookingState.THINKING, 0)
    assert "You are thinking of coming" in page
    assert "You have a place" not in page
    cancel = reverse("place:cancel", args=[place_token(booking)])
    assert "You are not coming after all?" in text_of(client.get(cancel))
    client.post(cancel)
    assert Booking.objects.get().state == BookingState.CANCELLED


# --- By invitation ------------------------------------------------------------------------------


def test_stranger_with_the_address_of_an_invitation_group_gets_words_and_no_place(client):
    [session] = dates_of(JoinMode.INVITATION)
    for answer in (client.get(address(session)), client.post(address(session), answers())):
        page = text_of(answer)
        assert "To join this group, please call the centre." in page
        assert f"tel:{session.centre.phone}" in page
        assert reverse("my:find") in page
    assert (Person.objects.count(), Booking.objects.count()) == (0, 0)


def test_somebody_known_and_not_invited_gets_no_place_either(client, me):
    [session] = dates_of(JoinMode.INVITATION)
    assert "please call the centre" in text_of(client.post(address(session), answers()))
    assert Booking.objects.count() == 0


def test_invited_person_signs_up(client, me):
    [session] = dates_of(JoinMode.INVITATION)
    invitations.invite(activity=session.activity, person=me, by=SYSTEM)
    client.post(address(session), answers())
    assert [(row.person, row.state) for row in Booking.objects.all()] == [(me, "confirmed")]


# --- What is asked, and of whom -----------------------------------------------------------------


@pytest.mark.parametrize(("takes_seat", "words"), [(True, "two places"), (False, "does not take a place")])
def test_form_says_whether_whom_one_brings_takes_a_place(client, takes_seat, words):
    [session] = dates_of(JoinMode.SIGN_UP, companion_takes_seat=takes_seat)
    assert words in text_of(client.get(address(session)))
    client.post(address(session), answers(brings_someone="on"))
    assert [(row.companions, row.seats) for row in Booking.objects.all()] == [(1, 1 + takes_seat)]


def test_needs_are_asked_once_and_remembered(client, me):
    one, two = dates_of(JoinMode.SIGN_UP, 2)
    client.post(address(one), answers(access_needs="large print", interpreter="ASL", share_needs="on"))
    me.refresh_from_db()
    assert (me.access_needs, me.interpreter, me.needs_asked_at is not None) == ("large print", "ASL", True)
    given = {"person": me, "purpose": Purpose.SHARE_WITH_LEADER, "given": True}
    assert Consent.objects.filter(**given).count() == 1
    assert {"access_needs", "interpreter", "share_needs"}.isdisjoint(asked(client, two))
    page = text_of(client.get(address(two)))
    assert "We remember what helps you: large print · Interpreter: ASL" in page
    assert reverse("my:details") in page
    client.post(address(two), answers())
    assert Booking.objects.get(session=two).access_needs == "large print"


def test_nothing_is_an_answer_too_and_is_not_asked_again(client, me):
    one, two = dates_of(JoinMode.SIGN_UP, 2)
    client.post(address(one), answers(share_needs="on"))
    assert "You told us before that you need nothing special." in text_of(client.get(address(two)))
    assert not Consent.objects.filter(purpose=Purpose.SHARE_WITH_LEADER).exists()


def test_leader_may_see_the_needs_only_where_they_said_so(client):
    [session] = dates_of(JoinMode.SIGN_UP)
    client.post(address(session), answers(access_needs="large print"))
    assert not Consent.objects.filter(purpose=Purpose.SHARE_WITH_LEADER).exists()


@pytest.mark.parametrize(
    ("arranges", "has_room", "is_asked"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_lift_is_asked_only_where_somebody_arranges_it(client, arranges, has_room, is_asked):
    room = {} if has_room else {"venue": None}
    [session] = dates_of(JoinMode.SIGN_UP, centre__arranges_lifts=arranges, **room)
    assert ("transport" in asked(client, session)) is is_asked


def test_wish_for_a_lift_reaches_the_booking_and_can_be_changed(client):
    [session] = dates_of(JoinMode.SIGN_UP, centre__arranges_lifts=True)
    page = text_of(client.post(address(session), answers(transport="lift"), follow=True))
    booking = Booking.objects.get()
    assert booking.wants_lift is True
    assert "You would like a lift." in page
    client.post(reverse("place:change", args=[place_token(booking)]), {"transport": "own"})
    booking.refresh_from_db()
    assert booking.wants_lift is False


# --- Seats that are kept ------------------------------------------------------------------------


def test_free_seat_that_is_kept_is_spoken_of_without_naming_anybody(client, me):
    [session] = dates_of(JoinMode.SIGN_UP, capacity=1, newcomer_seats=1)
    before = {"session__activity": session.activity, "session__day": session.day + timedelta(weeks=1)}
    BookingFactory(**before, person=me, attendance="came")
    page = text_of(client.get(address(session)))
    assert "for people who come for the first time" in page
    assert "All places are taken." not in page
    page = text_of(client.post(address(session), answers(expected="wait"), follow=True))
    assert "A few places are kept until" in page


def test_newcomer_gets_the_seat_that_is_kept_for_one(client):
    [session] = dates_of(JoinMode.SIGN_UP, capacity=1, newcomer_seats=1)
    assert client.get(address(session)).context["page"].outlook.is_full is False
    client.post(address(session), answers())
    assert Booking.objects.get().state == BookingState.CONFIRMED


# --- Against abuse ------------------------------------------------------------------------------


def test_program_that_fills_in_the_trap_is_answered_and_books_nobody(client):
    [session] = dates_of(JoinMode.SIGN_UP)
    response = client.post(address(session), answers(homepage="https://example.com"))
    assert response["Location"] == reverse("activities:session", args=[session.public_id])
    assert (Person.objects.count(), Booking.objects.count()) == (0, 0)


def test_too_many_sign_ups_with_one_number_are_refused_kindly_and_keep_what_was_typed(client, settings):
    settings.THROTTLE, settings.THROTTLE_PER_CONTACT = True, 2
    sessions = dates_of(JoinMode.SIGN_UP, 3)
    for session in sessions[:2]:
        assert client.post(address(session), answers()).status_code == 302
    response = client.post(address(sessions[2]), answers(contact="(519) 555 0142", access_needs="large print"))
    page = text_of(response)
    assert "That was too often for now. Please wait a while, or call" in page
    assert "large print" in page
    assert Booking.objects.count() == 2
    assert Attempt.objects.count() == 6  # what was refused is not counted


def test_somebody_known_is_not_counted(client, me, settings):
    settings.THROTTLE, settings.THROTTLE_PER_ADDRESS = True, 1
    for session in dates_of(JoinMode.SIGN_UP, 3):
        assert client.post(address(session), answers()).status_code == 302


# --- Whose page is open here --------------------------------------------------------------------


def test_somebody_who_opened_their_page_signs_up_as_themselves(client):
    person = PersonFactory()
    link = links.make(person=person, by=person_actor(person.pk))
    client.post(reverse("my:open", args=[link.token]))
    [session] = dates_of(JoinMode.SIGN_UP)
    assert "name" not in asked(client, session)
    client.post(address(session), answers(name="Somebody Else"))
    assert [row.person for row in Booking.objects.all()] == [person]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("mode", "queries"), [(JoinMode.SIGN_UP, 2), (JoinMode.STANDING, 3), (JoinMode.COURSE, 5)])
def test_form_takes_as_many_queries_for_one_date_as_for_three(client, mode, queries, count, django_assert_num_queries):
    session = dates_of(mode, count)[0]
    client.get(address(session))
    with django_assert_num_queries(queries):
        client.get(address(session))
