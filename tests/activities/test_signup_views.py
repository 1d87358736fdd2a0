"""Signing up on the web, with and without an account."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from activities.models import Booking, BookingState, Session, SessionState
from activities.notices import place_token
from activities.services import bookings
from core.actors import Channel, person_actor
from people.models import Consent, ContactPoint, Person
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.people import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_moment(time_machine):
    """A signed link tells when it was made: while the clock stands, two of one place are the same."""
    time_machine.move_to(timezone.now(), tick=False)


def session_of(capacity=10, **fields):
    return SessionFactory(activity=ActivityFactory(capacity=capacity, **fields))


def address(session):
    return reverse("signup:start", args=[session.public_id])


def answers(**fields):
    return {
        "name": "Maria Santos",
        "contact_kind": "landline",
        "contact": "519-555-0142",
        "voicemail_ok": "on",
        "access_needs": "a chair with arms",
        "request_key": str(uuid.uuid4()),
        "expected": "place",
        **fields,
    }


def fill(session, count=1):
    for _ in range(count):
        person = PersonFactory()
        bookings.book(session=session, person=person, channel=Channel.WEB, by=person_actor(person.pk))


def text_of(response):
    return " ".join(response.content.decode().split())


def title_of(response):
    return text_of(response).split("<title>")[1].split("</title>")[0].strip()


def test_form_shows_group_day_place_and_the_centres_number(client):
    session = session_of()
    response = client.get(address(session))
    assert response.status_code == 200
    page = text_of(response)
    for words in (session.activity.title, "12 Mill Street", f"tel:{session.centre.phone}", "2 pm to 3:30 pm"):
        assert words in page
    assert Booking.objects.count() == 0


def test_form_of_a_sensitive_group_keeps_the_place_and_its_title_is_neutral(client):
    session = session_of(sensitive=True)
    response = client.get(address(session))
    page = text_of(response)
    assert "12 Mill Street" not in page
    assert session.venue.name not in page
    assert "We tell you the place once you have signed up." in page
    assert title_of(response) == "Sign up – Porchlight"


def test_sign_up_makes_a_person_a_consent_and_a_place(client):
    session = session_of()
    response = client.post(address(session), answers(brings_someone="on"))
    booking = Booking.objects.select_related("person").get()
    assert response.status_code == 302
    assert response["Location"] == reverse("place:show", args=[place_token(booking)])
    assert (booking.state, booking.seats, booking.channel) == (BookingState.CONFIRMED, 2, Channel.WEB)
    assert (booking.person.name, booking.access_needs) == ("Maria Santos", "a chair with arms")
    point = ContactPoint.objects.get(person=booking.person)
    assert (point.kind, point.value, point.voicemail_ok) == ("landline", "+15195550142", True)
    consent = Consent.objects.get(person=booking.person)
    assert (consent.purpose, consent.given, consent.channel) == ("own_places", True, "web")
    assert client.get(response["Location"]).status_code == 200


def test_sign_up_in_french_makes_a_person_who_speaks_french(client):
    session = session_of()
    with translation.override("fr"):
        french = address(session)
    client.post(french, answers())
    assert [person.language for person in Person.objects.all()] == ["fr"]


def test_sign_up_never_touches_the_neighbour_with_the_same_name_and_number(client):
    neighbour = PersonFactory(name="Maria Santos")
    ContactPoint.objects.create(person=neighbour, kind="landline", value="+15195550142")
    session = session_of()
    client.post(address(session), answers())
    assert Booking.objects.get().person != neighbour
    assert neighbour.bookings.count() == 0


def test_form_sent_twice_books_once(client):
    session, sent = session_of(), answers()
    first = client.post(address(session), sent)
    second = client.post(address(session), sent)
    assert first["Location"] == second["Location"]
    assert (Booking.objects.count(), Person.objects.count()) == (1, 1)


def test_form_sent_again_for_somebody_else_says_so_and_books_when_sent_once_more(client):
    session, sent = session_of(), answers()
    client.post(address(session), sent)
    response = client.post(address(session), {**sent, "name": "José Santos"})
    assert "This form was sent already." in text_of(response)
    assert Booking.objects.count() == 1
    fresh = response.context["form"]["request_key"].value()
    client.post(address(session), {**sent, "name": "José Santos", "request_key": fresh})
    names = Booking.objects.order_by("pk").values_list("person__name", flat=True)
    assert list(names) == ["Maria Santos", "José Santos"]


def test_same_key_at_another_date_is_another_wish(client):
    sent = answers()
    for session in (session_of(), session_of()):
        assert client.post(address(session), sent).status_code == 302
    assert Booking.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"name": " "}, "name", "Please fill this in."),
        ({"contact": ""}, "contact", "Please fill this in."),
        ({"contact_kind": ""}, "contact_kind", "Please choose."),
        ({"contact": "12"}, "contact", "This is not a telephone number that we can call. Write it like 519-555-0142."),
        (
            {"contact_kind": "email"},
            "contact",
            "This is not an e-mail address. Write it like name@example.org.",
        ),
    ],
)
def test_error_stands_at_its_field_and_nothing_typed_is_lost(client, wrong, field, words):
    response = client.post(address(session_of()), answers(**wrong))
    assert response.status_code == 200
    assert response.context["form"].errors == {field: [words]}
    page = text_of(response)
    assert title_of(response) == "Error: Sign up – Porchlight"
    assert "a chair with arms" in page
    assert (Person.objects.count(), Booking.objects.count()) == (0, 0)


def test_full_date_offers_the_waiting_list_in_words_before_anything_is_asked(client):
    session = session_of(1)
    fill(session, 3)
    page = text_of(client.get(address(session)))
    assert "All places are taken." in page
    assert "you would be third in line" in page
    assert "Join the waiting list" in page


def test_last_place_says_what_bringing_someone_means(client):
    session = session_of(2)
    fill(session)
    assert "One place is left." in text_of(client.get(address(session)))


def test_date_that_filled_up_meanwhile_ends_on_the_waiting_list_and_says_so(client):
    session = session_of(1)
    fill(session)
    page = text_of(client.post(address(session), answers(), follow=True))
    assert "While you were writing, the last place went to somebody else." in page
    assert "You are first in line." in page


def test_waiting_list_that_was_expected_gives_no_warning(client):
    session = session_of(1)
    fill(session)
    page = text_of(client.post(address(session), answers(expected="wait"), follow=True))
    assert "While you were writing" not in page


def test_cancelled_date_says_so(client):
    session = session_of()
    Session.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)
    assert "This date is cancelled." in text_of(client.get(address(session)))


def test_date_of_an_unlisted_centre_is_not_found(client):
    session = session_of(centre__listed=False)
    assert client.get(address(session)).status_code == 404


def test_signed_in_person_is_asked_neither_name_nor_number(client):
    me = PersonFactory(user=UserFactory())
    client.force_login(me.user)
    session = session_of()
    assert list(client.get(address(session)).context["form"].fields) == [
        "brings_someone",
        "access_needs",
        "interpreter",
        "share_needs",
        "request_key",
        "expected",
    ]
    client.post(address(session), answers(name="Somebody Else"))
    booking = Booking.objects.get()
    assert (booking.person, booking.person.name) == (me, me.name)
    assert Consent.objects.filter(person=me, purpose="own_places", given=True).count() == 1


def test_signed_in_person_who_said_no_to_messages_is_left_in_peace(client):
    me = PersonFactory(user=UserFactory())
    said = Consent.objects.create(
        person=me, purpose="own_places", given=False, wording="x", channel="web", at="2026-01-01T12:00Z"
    )
    client.force_login(me.user)
    client.post(address(session_of()), answers())
    assert list(Consent.objects.filter(person=me)) == [said]


def test_signed_in_person_with_a_place_is_led_to_it(client):
    me = PersonFactory(user=UserFactory())
    session = session_of()
    booking = bookings.book(session=session, person=me, channel=Channel.WEB, by=person_actor(me.pk))
    client.force_login(me.user)
    assert client.get(address(session))["Location"] == reverse("place:show", args=[place_token(booking)])


def test_account_without_a_person_gets_one_with_the_place(client):
    user = UserFactory(name="Ana Lima")
    client.force_login(user)
    client.post(address(session_of()), answers())
    assert Booking.objects.get().person.user == user


def test_form_takes_a_constant_number_of_queries(client, django_assert_num_queries):
    session = session_of(1)
    client.get(address(session))
    for people in (1, 2):
        fill(session, people)
        with django_assert_num_queries(2):
            client.get(address(session))


def test_title_that_exists_in_french_only_says_so(client):
    session = session_of(title_en="", title_fr="Soirée de contes")
    page = text_of(client.get(address(session)))
    assert 'lang="fr"> Soirée de contes' in page


def test_form_and_what_it_says_of_somebody_are_kept_by_nobody(client):
    session = session_of()
    for answer in (client.get(address(session)), client.post(address(session), answers(contact="5551"))):
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
