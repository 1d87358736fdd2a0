"""Booking by telephone at the desk: who calls, which date, what to read aloud."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.choices import JoinMode
from activities.models import Activity, Booking, BookingState, Enrolment, Session
from activities.services import bookings
from activities.urls import desk_phone
from core.actors import SYSTEM, Channel, Role
from core.models import AuditEvent
from people.models import Person
from people.models.consent import Purpose
from people.services import consents, persons
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


def page(name):
    return reverse(f"desk_phone:{name}")


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def caller(centre):
    return persons.register(name="Ana Silva", centre=centre, contact="519-555-0134", by=SYSTEM)


@pytest.fixture
def as_colleague(centre):
    return staff_client(Role.COORDINATOR, centre=centre)


@pytest.fixture
def as_stranger():
    return staff_client(Role.COORDINATOR)


def a_date(centre, days=3, **fields) -> Session:
    activity = ActivityFactory(centre=centre, **fields)
    return SessionFactory(activity=activity, day=timezone.localdate() + timedelta(days=days))


def booked(session, person) -> Booking:
    return bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)


def offered(response) -> list[Session]:
    return [choice.session for choice in [*response.context["spoken"], *response.context["others"]]]


# --- who is calling? ----------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["ana sil", "0134", "519-555-0134"])
def test_search_finds_by_part_of_name_or_number_and_records_the_look(as_colleague, caller, typed):
    response = as_colleague.post(page("start"), {"q": typed}, headers=HTMX)
    assert response.context["found"] == [caller]
    assert AuditEvent.about(caller.pk).filter(action="person.listed").count() == 1


def test_search_of_a_stranger_finds_nobody(as_stranger, caller):
    assert as_stranger.post(page("start"), {"q": "ana"}).context["found"] == []


@pytest.mark.parametrize("others", [0, 2])
def test_search_takes_the_same_queries_however_many(as_colleague, centre, caller, others, django_assert_num_queries):
    for _number in range(others):
        persons.register(name="Ana Silva", centre=centre, contact="519-555-0134", by=SYSTEM)
    with django_assert_num_queries(8):
        response = as_colleague.post(page("start"), {"q": "ana"}, headers=HTMX)
    assert len(response.context["found"]) == others + 1


def test_steps_without_what_they_need_lead_to_the_first(as_colleague):
    for name in ("new", "caller", "agree", "book", "change", "cancel", "move", "accept"):
        assert as_colleague.get(page(name))["Location"] == page("start")


@pytest.mark.parametrize("name", ["caller", "agree", "book"])
def test_a_person_of_another_centre_does_not_exist(as_stranger, caller, name):
    for sent in (str(caller.public_id), "nobody", ""):
        assert as_stranger.post(page(name), {"person": sent}).status_code == 404


@pytest.mark.parametrize("name", ["change", "cancel", "move", "accept"])
def test_a_place_at_another_centre_does_not_exist(as_stranger, centre, caller, name):
    booking = booked(a_date(centre), caller)
    assert as_stranger.post(page(name), {"booking": booking.public_id}).status_code == 404


# --- somebody new -------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["mobile", "landline"])
def test_name_and_number_in_one_box_are_enough(as_colleague, kind):
    response = as_colleague.post(page("new"), {"q": "519 555 0177 Zoé Côté", "new": kind})
    made = Person.objects.get(name="Zoé Côté")
    assert response.context["person"] == made
    assert [(point.kind, point.value) for point in made.contact_points.all()] == [(kind, "+15195550177")]


def test_name_alone_asks_for_the_rest(as_colleague):
    response = as_colleague.post(page("new"), {"q": "zoé côté", "new": "new"})
    assert (response.context["form"].is_bound, response.context["form"]["name"].initial) == (False, "zoé côté")
    answers = {"name": "Zoé Côté", "contact": "", "contact_kind": "landline", "language": "fr"}
    response = as_colleague.post(page("new"), answers)
    assert (response.context["person"].name, response.context["person"].language) == ("Zoé Côté", "fr")


def test_wrong_number_is_asked_again_and_makes_nobody(as_colleague):
    answers = {"name": "Zoé", "contact": "12", "contact_kind": "landline", "language": "fr"}
    response = as_colleague.post(page("new"), answers)
    assert list(response.context["form"].errors) == ["contact"]
    assert not Person.objects.filter(name="Zoé").exists()


def test_what_they_say_on_the_telephone_is_recorded_and_asked_once(as_colleague, caller):
    response = as_colleague.post(page("caller"), {"person": caller.public_id})
    assert response.context["asks_consent"] is True
    response = as_colleague.post(page("agree"), {"person": caller.public_id, "answer": "yes"})
    assert response.context["asks_consent"] is False
    consent = caller.consents.get()
    assert (consent.purpose, consent.given, consent.channel) == (Purpose.OWN_PLACES, True, Channel.DESK)
    as_colleague.post(page("agree"), {"person": caller.public_id, "answer": "no"})
    assert consents.stands(caller, Purpose.OWN_PLACES) is False


# --- which date? --------------------------------------------------------------------------------
def test_dates_of_this_centre_in_the_persons_language_come_first(as_colleague, centre, caller):
    french = a_date(centre, 1, languages=["fr"])
    later, sooner = a_date(centre, 9), a_date(centre, 3)
    a_date(centre, 16)
    a_date(CentreFactory(), 3)
    SessionFactory(activity=sooner.activity, day=timezone.localdate() + timedelta(days=4), cancelled=True)
    response = as_colleague.post(page("caller"), {"person": caller.public_id})
    assert offered(response) == [sooner, later, french]
    assert AuditEvent.about(caller.pk).filter(action="person.viewed").count() == 1


def test_dates_are_narrowed_by_part_of_a_name_or_the_join_code(as_colleague, centre, caller):
    cards = a_date(centre, title_en="Cards", search_text="cards cartes", join_code="4711")
    a_date(centre, title_en="Songs", search_text="songs chansons")
    for typed in ("car", "4711"):
        sent = {"person": caller.public_id, "group": typed}
        assert offered(as_colleague.post(page("caller"), sent, headers=HTMX)) == [cards]
        assert offered(as_colleague.post(page("caller"), sent)) == [cards]


@pytest.mark.parametrize("dates", [1, 3])
def test_dates_take_the_same_queries_however_many(as_colleague, centre, caller, dates, django_assert_num_queries):
    for day in range(dates):
        booked(a_date(centre, day + 1), caller)
        a_date(centre, day + 1)
    with django_assert_num_queries(18):
        response = as_colleague.post(page("caller"), {"person": caller.public_id})
    assert len(offered(response)) == 2 * dates


def test_own_places_and_courses_are_one_line_each(as_colleague, centre, caller):
    own = a_date(centre)
    booked(own, caller)
    course = a_date(centre, join_mode=JoinMode.COURSE)
    SessionFactory(activity=course.activity, day=timezone.localdate() + timedelta(days=10))
    response = as_colleague.post(page("caller"), {"person": caller.public_id})
    by_session = {choice.session: choice for choice in response.context["spoken"]}
    assert set(by_session) == {own, course}
    assert (by_session[own].can_be_taken, by_session[course].can_be_taken) == (False, True)


# --- done ---------------------------------------------------------------------------------------
def test_booking_gives_a_sentence_in_the_callers_language_and_in_the_readers(as_colleague, centre, caller):
    Person.objects.filter(pk=caller.pk).update(language="fr")
    session = a_date(centre, title_en="Cards", title_fr="Cartes")
    response = as_colleague.post(page("book"), {"person": caller.public_id, "session": session.public_id})
    assert [line.language for line in response.context["lines"]] == ["fr", "en"]
    assert "Cartes" in response.context["lines"][0].text
    assert response.context["lines"][1].text.startswith("You have a place at Cards on ")
    booking = session.bookings.get()
    assert (booking.state, booking.channel) == (BookingState.CONFIRMED, Channel.DESK)


def test_booking_a_full_date_says_the_place_in_line(as_colleague, centre, caller):
    session = a_date(centre, capacity=1)
    booked(session, PersonFactory())
    booked(session, PersonFactory())
    response = as_colleague.post(page("book"), {"person": caller.public_id, "session": session.public_id})
    assert "You are second on the waiting list." in response.context["lines"][0].text


def test_sentence_tells_of_the_party_and_the_lift(as_colleague, centre, caller):
    type(centre).objects.filter(pk=centre.pk).update(arranges_lifts=True)
    sent = {"person": caller.public_id, "companions": "2", "wants_lift": "on"}
    said = [
        as_colleague.post(page("book"), {**sent, "session": session.public_id}).context["lines"][0].text
        for session in (a_date(centre), a_date(centre, 4, capacity=1))
    ]
    lift = "You asked for a lift. We call you about it."
    assert said[0].endswith(f"It is for you and 2 people with you. {lift}")
    assert said[1].endswith(f"You wait together with 2 people. {lift}")


def test_wishes_go_with_the_place_and_a_lift_only_where_one_is_arranged(as_colleague, centre, caller):
    sent = {"person": caller.public_id, "companions": "2", "access_needs": "a chair", "wants_lift": "on"}
    first, second = a_date(centre), a_date(centre, 4)
    as_colleague.post(page("book"), {**sent, "session": first.public_id})
    type(centre).objects.filter(pk=centre.pk).update(arranges_lifts=True)
    as_colleague.post(page("book"), {**sent, "session": second.public_id})
    found = [(row.companions, row.access_needs, row.wants_lift) for row in caller.bookings.order_by("pk")]
    assert found == [(2, "a chair", False), (2, "a chair", True)]


def test_wishes_stay_while_the_dates_are_narrowed(as_colleague, caller):
    sent = {"person": caller.public_id, "group": "cards", "companions": "2", "access_needs": "a chair"}
    response = as_colleague.post(page("caller"), sent)
    wishes = response.context["wishes"]
    assert (wishes["companions"].value(), wishes["access_needs"].value()) == ("2", "a chair")
    assert 'class="govuk-details" open' in response.text
    untouched = as_colleague.post(page("caller"), {**sent, "companions": "0", "access_needs": ""})
    assert 'class="govuk-details" open' not in untouched.text


def test_too_many_companions_are_asked_again_and_nothing_is_booked(as_colleague, centre, caller):
    session = a_date(centre)
    sent = {"person": caller.public_id, "session": session.public_id, "companions": "10"}
    response = as_colleague.post(page("book"), sent)
    assert list(response.context["wishes"].errors) == ["companions"]
    assert session.bookings.count() == 0


def test_overlap_warns_and_never_blocks(as_colleague, centre, caller):
    booked(a_date(centre), caller)
    session = a_date(centre)
    response = as_colleague.post(page("book"), {"person": caller.public_id, "session": session.public_id})
    assert len(response.context["overlaps"]) == 1
    assert session.bookings.get().state == BookingState.CONFIRMED


def test_sensitive_group_asks_first_whether_they_are_alone(as_colleague, centre, caller):
    session = a_date(centre, sensitive=True)
    response = as_colleague.post(page("book"), {"person": caller.public_id, "session": session.public_id})
    assert "Ask first whether they are alone." in response.text


@pytest.mark.parametrize("mode", [JoinMode.STANDING, JoinMode.COURSE])
def test_every_time_makes_an_enrolment(as_colleague, centre, caller, mode):
    session = a_date(centre, join_mode=mode)
    response = as_colleague.post(page("book"), {"person": caller.public_id, "every": session.public_id})
    assert response.context["lines"][0].text.startswith("You have a place at every date of ")
    assert Enrolment.objects.get().person == caller


def test_refusal_of_a_rule_is_said_and_the_caller_stays(as_colleague, centre, caller):
    session = a_date(centre, join_mode=JoinMode.COURSE, joinable_dates=0)
    response = as_colleague.post(page("book"), {"person": caller.public_id, "every": session.public_id})
    assert (response.context["person"], [str(message) for message in response.context["messages"]]) == (
        caller,
        ["This course has begun and takes nobody else in. Ask the centre about the next one."],
    )


# --- what they have already -----------------------------------------------------------------------
def test_cancel_asks_first(as_colleague, centre, caller):
    booking = booked(a_date(centre), caller)
    as_colleague.post(page("cancel"), {"booking": booking.public_id})
    booking.refresh_from_db()
    assert booking.state == BookingState.CONFIRMED
    response = as_colleague.post(page("cancel"), {"booking": booking.public_id, "sure": "one"})
    booking.refresh_from_db()
    assert booking.state == BookingState.CANCELLED
    assert "any more" in response.context["lines"][0].text


def test_cancel_every_time_ends_the_standing_place(as_colleague, centre, caller):
    session = a_date(centre, join_mode=JoinMode.STANDING)
    as_colleague.post(page("book"), {"person": caller.public_id, "every": session.public_id})
    booking = session.bookings.get()
    as_colleague.post(page("cancel"), {"booking": booking.public_id, "sure": "every"})
    assert Enrolment.objects.get().state == "ended"


def test_cancel_of_a_wait_for_a_course_leaves_all_of_it(as_colleague, centre, caller):
    session = a_date(centre, join_mode=JoinMode.COURSE, capacity=1)
    other = persons.register(name="Bo", centre=centre, by=SYSTEM)
    for person in (other, caller):
        as_colleague.post(page("book"), {"person": person.public_id, "every": session.public_id})
    booking = caller.bookings.get()
    response = as_colleague.post(page("cancel"), {"booking": booking.public_id})
    assert (booking.state, response.context["asks_which"]) == (BookingState.WAITLISTED, False)
    as_colleague.post(page("cancel"), {"booking": booking.public_id, "sure": "one"})
    assert caller.enrolments.active().count() == 0


def test_place_can_be_given_only_where_one_is_free(as_colleague, centre, caller):
    session = a_date(centre, capacity=1)
    first = booked(session, PersonFactory())
    booked(session, caller)
    sent = {"person": caller.public_id}
    before = as_colleague.post(page("caller"), sent).context["places"][0][1]
    bookings.cancel(first, by=SYSTEM)
    assert (before, as_colleague.post(page("caller"), sent).context["places"][0][1]) == (False, True)


def test_change_takes_more_seats_or_says_why_not(as_colleague, centre, caller):
    booking = booked(a_date(centre, capacity=2), caller)
    sent = {"booking": booking.public_id, "save": "1", "companions": "1"}
    assert as_colleague.post(page("change"), sent).context["title"] == "Done"
    response = as_colleague.post(page("change"), {**sent, "companions": "2"})
    assert list(response.context["form"].errors) == ["companions"]
    booking.refresh_from_db()
    assert booking.companions == 1


def test_move_offers_the_same_group_first_and_keeps_the_old_place_where_the_new_one_is_full(
    as_colleague, centre, caller
):
    activity = ActivityFactory(centre=centre, capacity=1)
    today = timezone.localdate()
    now, other, full = (SessionFactory(activity=activity, day=today + timedelta(days=day)) for day in (3, 10, 12))
    elsewhere = a_date(centre, 1)
    booked(full, PersonFactory())
    booking = booked(now, caller)
    response = as_colleague.post(page("move"), {"booking": booking.public_id})
    assert response.context["dates"] == [other, full, elsewhere]
    as_colleague.post(page("move"), {"booking": booking.public_id, "to": full.public_id})
    booking.refresh_from_db()
    assert booking.state == BookingState.CONFIRMED
    response = as_colleague.post(page("move"), {"booking": booking.public_id, "to": other.public_id})
    booking.refresh_from_db()
    assert (booking.state, other.bookings.get().state) == (BookingState.CANCELLED, BookingState.CONFIRMED)
    assert "is given back" in response.context["lines"][0].text


def test_accept_gives_them_what_is_offered(as_colleague, centre, caller):
    session = a_date(centre, capacity=1)
    first = booked(session, PersonFactory())
    waiting = booked(session, caller)
    bookings.cancel(first, by=SYSTEM)
    response = as_colleague.post(page("accept"), {"booking": waiting.public_id})
    waiting.refresh_from_db()
    assert waiting.state == BookingState.CONFIRMED
    assert response.context["lines"][0].text.startswith("You have a place")


def test_link_worker_may_book_and_evaluator_may_not(centre, caller):
    session = a_date(centre)
    sent = {"person": caller.public_id, "session": session.public_id}
    assert staff_client(Role.EVALUATOR, centre=centre).post(page("book"), sent).status_code == 403
    assert staff_client(Role.LINK_WORKER, centre=centre).post(page("book"), sent).status_code == 200
    assert Activity.objects.get().sessions.get().bookings.count() == 1


def test_no_address_of_the_telephone_desk_names_anybody():
    patterns = [str(pattern.pattern) for pattern in desk_phone.urlpatterns]
    assert [pattern for pattern in patterns if "<" in pattern] == []


def test_visitor_is_asked_to_sign_in():
    assert Client().get(page("start")).status_code == 302
