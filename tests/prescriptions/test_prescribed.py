"""A slip on the web: nine digits, a date, a place, and nothing about whose it is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import Booking, BookingState, Enrolment
from core import clock
from core.actors import Channel
from prescriptions import opened
from prescriptions.models import PrescriptionState, TakingPart
from prescriptions.services import codes, coming_in
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory
from tests.factories.prescriptions import PrescriptionFactory
from tests.notifications.telephone import CARDS, dated, placed

pytestmark = pytest.mark.django_db
ENTER, CHOOSE, DONE = "/en/rx/", "/en/rx/dates/", "/en/rx/done/"
GRIEF = {"title_en": "Life Beyond Grief", "title_fr": "Vivre avec le deuil", "sensitive": True}
KEY = "6f0a3c0e-4a0f-4a57-9d0c-111111111111"


@pytest.fixture
def centre():
    return CentreFactory(name_en="Guelph CHC")


@pytest.fixture
def cards(centre):
    return dated(centre, **CARDS)


@pytest.fixture
def made(centre, cards):
    return PrescriptionFactory(centre=centre)


def opens(client, made):
    return client.post(ENTER, {"code": made.code_shown}, follow=True)


def takes(client, session, key=KEY):
    return client.post(f"{CHOOSE}{session.public_id}/", {"request_key": key}, follow=True)


def text(answer):
    return answer.content.decode()


def says_nothing_of(made, words):
    return [one for one in (made.person.name, "Brian", "breakfast", made.writer_name, made.code) if one in words] == []


def first(activity):
    return activity.sessions.order_by("day")[0]


# --- The number -------------------------------------------------------------------------------------------


def test_number_opens_the_dates_of_its_centre_and_stands_in_no_address(client, made, cards):
    answer = opens(client, made)
    assert answer.redirect_chain == [(CHOOSE, 302)]
    assert "Card Night" in text(answer)
    assert says_nothing_of(made, text(answer))
    assert answer["Cache-Control"] == "no-store"


def test_address_without_a_language_leads_there(client):
    assert client.get("/rx/", follow=True).status_code == 200


def test_slip_of_the_finger_keeps_what_was_typed(client, made):
    mistyped = made.code[:-1] + str((int(made.code[-1]) + 1) % 10)
    answer = client.post(ENTER, {"code": mistyped})
    assert "Please look at the nine digits again" in text(answer)
    assert f'value="{mistyped}"' in text(answer)


@pytest.mark.parametrize("over", ["nobody's", "revoked", "late"])
def test_what_opens_nothing_has_one_answer(client, made, over):
    code = made.code
    if over == "nobody's":
        code = codes.draw()
    elif over == "late":
        type(made).objects.update(code_until=timezone.now() - timedelta(seconds=1))
    else:
        type(made).objects.update(state=PrescriptionState(over))
    answer = client.post(ENTER, {"code": code})
    assert answer.status_code == 200
    assert "This code does not open anything now. Please call the centre; they will help you." in text(answer)
    assert client.get(CHOOSE).url == ENTER


def test_guesses_of_one_address_and_of_all_are_counted(client, made, settings, monkeypatch):
    settings.THROTTLE_PER_ADDRESS = 2
    for _time in range(2):
        client.post(ENTER, {"code": codes.draw()})
    answer = client.post(ENTER, {"code": made.code})
    assert answer.status_code == 429
    assert "That was too often for now." in text(answer)
    monkeypatch.setattr(coming_in, "IN_ALL", 3)
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert client.post(ENTER, {"code": made.code}, **elsewhere).status_code == 302
    assert client.post(ENTER, {"code": made.code}, REMOTE_ADDR="203.0.113.10").status_code == 429


def test_page_closes_after_twenty_minutes_and_when_the_prescription_ends(client, made, time_machine):
    opens(client, made)
    time_machine.move_to(clock.now() + opened.LASTS - timedelta(seconds=5))
    assert client.get(CHOOSE).status_code == 200
    time_machine.move_to(clock.now() + timedelta(seconds=10))
    assert client.get(CHOOSE).url == ENTER
    assert opened.KEY not in client.session
    opens(client, made)
    type(made).objects.update(state=PrescriptionState.REVOKED)
    assert client.get(CHOOSE).url == ENTER


def test_page_can_be_closed(client, made):
    opens(client, made)
    assert client.post("/en/rx/close/").url == ENTER
    assert client.get(CHOOSE).url == ENTER


# --- What can be chosen -----------------------------------------------------------------------------------


def test_group_by_prescription_alone_is_shown_where_it_is_named_and_nowhere_else(client, made, centre):
    grief = dated(centre, join_mode="invitation", **GRIEF)
    assert "Life Beyond Grief" not in text(opens(client, made))
    assert client.get(f"{CHOOSE}{first(grief).public_id}/").url == CHOOSE
    named = PrescriptionFactory(centre=centre, activity=grief)
    answer = text(opens(client, named))
    assert answer.index("Life Beyond Grief") < answer.index("Card Night")
    assert takes(client, first(grief)).redirect_chain == [(DONE, 302)]
    assert Booking.objects.get().person == named.person


def test_neither_another_centre_nor_drafts_nor_what_is_over_or_off(client, made, centre):
    dated(CentreFactory(), title_en="Elsewhere")
    dated(centre, title_en="Draft", draft=True)
    past = ActivityFactory(centre=centre, title_en="Past")
    SessionFactory(activity=past, day=timezone.localdate() - timedelta(days=1))
    off = ActivityFactory(centre=centre, title_en="Off")
    SessionFactory(activity=off, day=timezone.localdate() + timedelta(days=1), state="cancelled")
    answer = opens(client, made)
    assert [group.activity.title_en for group in answer.context["groups"]] == ["Card Night"]


def test_at_most_three_dates_of_each(client, made, centre):
    dated(centre, dates=5, title_en="Every week")
    answer = opens(client, made)
    assert [len(group.sessions) for group in answer.context["groups"]] == [2, 3]


def test_queries_do_not_grow_with_the_groups(client, made, centre, django_assert_num_queries):
    opens(client, made)
    with django_assert_num_queries(3):
        client.get(CHOOSE)
    for nth in range(3):
        dated(centre, title_en=f"Group {nth}")
    with django_assert_num_queries(3):
        client.get(CHOOSE)


# --- A course ---------------------------------------------------------------------------------------------


@pytest.fixture
def course(centre):
    """Three dates, joined as a whole, until the second has begun."""
    return dated(centre, dates=3, join_mode="course", joinable_dates=2, title_en="Bread", title_fr="Du pain")


def test_course_is_offered_once_and_taken_with_all_its_dates(client, made, course):
    groups = opens(client, made).context["groups"]
    assert [(group.activity.title_en, len(group.sessions)) for group in groups] == [("Bread", 1), ("Card Night", 2)]
    asked = client.get(f"{CHOOSE}{first(course).public_id}/")
    assert "One sign-up is for all the dates" in text(asked)
    assert list(asked.context["dates"]) == list(course.sessions.order_by("day"))
    answer = takes(client, first(course))
    assert answer.redirect_chain == [(DONE, 302)]
    assert says_nothing_of(made, text(answer))
    enrolment = Enrolment.objects.get()
    assert (enrolment.person, enrolment.activity, enrolment.channel) == (made.person, course, Channel.PRESCRIPTION)
    assert [row.state for row in enrolment.bookings.all()] == [BookingState.CONFIRMED] * 3
    assert TakingPart.objects.get(prescription=made).places().count() == 3
    takes(client, first(course))
    assert Enrolment.objects.count() == 1


def test_course_that_takes_nobody_in_any_more_is_not_offered(client, made, course):
    begun = course.sessions.order_by("day")[:2]
    course.sessions.filter(pk__in=[one.pk for one in begun]).update(starts_at=timezone.now() - timedelta(hours=1))
    answer = opens(client, made)
    assert [group.activity.title_en for group in answer.context["groups"]] == ["Card Night"]
    assert takes(client, course.sessions.order_by("day").last()).redirect_chain == [(CHOOSE, 302)]
    assert not Enrolment.objects.exists()


def test_course_with_one_full_date_has_a_waiting_list_and_says_the_same_to_everybody(client, made, course):
    opens(client, made)
    assert "The place is yours" in text(takes(client, first(course)))
    last = course.sessions.order_by("day").last()
    type(last).objects.filter(pk=last.pk).update(capacity=1)
    assert "when a place is free at every date" in text(client.get(f"{CHOOSE}{first(course).public_id}/"))
    theirs = text(takes(client, first(course)))
    other = PrescriptionFactory(centre=made.centre)
    opens(client, other)
    answer = text(takes(client, first(course)))
    assert "The course is full just now." in theirs
    assert "The course is full just now." in answer
    assert {row.state for row in Enrolment.objects.get(person=other.person).bookings.all()} == {
        BookingState.WAITLISTED
    }
    assert {row.state for row in Enrolment.objects.get(person=made.person).bookings.all()} == {BookingState.CONFIRMED}


def test_seat_of_a_course_that_is_offered_is_taken_by_asking_again(client, made, course):
    course.sessions.update(capacity=1)
    for session in course.sessions.all():
        placed_before = PersonFactory()
        BookingFactory(session=session, person=placed_before, seats=1)
    course.sessions.update(seats_taken=1)
    opens(client, made)
    takes(client, first(course))
    enrolment = Enrolment.objects.get()
    enrolment.bookings.update(state=BookingState.OFFERED, offer_until=timezone.now() + timedelta(hours=2))
    takes(client, first(course), key="6f0a3c0e-4a0f-4a57-9d0c-222222222222")
    assert {row.state for row in enrolment.bookings.all()} == {BookingState.CONFIRMED}


# --- The place --------------------------------------------------------------------------------------------


def test_place_is_made_for_whose_it_is_and_tells_day_time_and_place_alone(client, made, cards):
    opens(client, made)
    session = first(cards)
    answer = takes(client, session)
    assert answer.redirect_chain == [(DONE, 302)]
    assert "The place is yours" in text(answer)
    assert says_nothing_of(made, text(answer))
    booking = Booking.objects.get()
    assert (booking.person, booking.channel, booking.state) == (
        made.person,
        Channel.PRESCRIPTION,
        BookingState.CONFIRMED,
    )
    assert list(TakingPart.objects.get(prescription=made).places()) == [booking]


def test_sent_twice_there_is_one_place(client, made, cards):
    opens(client, made)
    for _time in range(2):
        answer = takes(client, first(cards))
        assert "The place is yours" in text(answer)
    assert Booking.objects.count() == 1


def test_full_date_has_a_waiting_list_and_says_the_same_to_everybody(client, centre):
    full = dated(centre, capacity=1, title_en="Songs")
    made = PrescriptionFactory(centre=centre)
    placed(made.person, full)
    opens(client, made)
    theirs = text(takes(client, first(full)))
    other = PrescriptionFactory(centre=centre)
    opens(client, other)
    assert "It is noted" in theirs
    assert "It is noted" in text(takes(client, first(full)))
    assert Booking.objects.get(person=other.person).state == BookingState.WAITLISTED
    assert Booking.objects.get(person=made.person).state == BookingState.CONFIRMED


def test_seat_that_is_kept_for_prescribed_clients_is_theirs(client, centre):
    group = dated(centre, capacity=2, prescribed_seats=1, kept_until_hours=24, title_en="Songs")
    placed(PersonFactory(), group)
    made = PrescriptionFactory(centre=centre)
    opens(client, made)
    takes(client, first(group))
    assert Booking.objects.get(person=made.person).state == BookingState.CONFIRMED


def test_where_one_just_comes_no_place_is_promised(client, made, centre):
    group = dated(centre, join_mode="drop_in", title_en="Coffee")
    opens(client, made)
    assert "You need no place: just come." in text(takes(client, first(group)))


def test_date_that_was_called_off_meanwhile_says_so(client, made, cards):
    opens(client, made)
    cards.sessions.update(state="cancelled")
    answer = takes(client, first(cards))
    assert answer.redirect_chain == [(CHOOSE, 302)]
    assert not Booking.objects.exists()


def test_nothing_is_taken_without_a_number(client, cards):
    assert takes(client, first(cards)).redirect_chain == [(ENTER, 302)]
    assert client.get(DONE).url == ENTER
    assert not Booking.objects.exists()


def test_french_pages_have_their_addresses(client, made):
    client.post("/fr/rx/", {"code": made.code})
    assert "Soirée de cartes" in text(client.get("/fr/rx/dates/"))
