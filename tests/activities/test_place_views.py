"""One's own place by its signed link, and on *My page*."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from activities.models import Booking, BookingState, Session, SessionState
from activities.notices import place_token
from activities.sections import MyPlaces
from activities.services import bookings
from core import links
from core.actors import Channel, person_actor
from core.models import AuditEvent, Transition
from people.models import Person
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, UserFactory

pytestmark = pytest.mark.django_db


def session_of(capacity=1, **fields):
    return SessionFactory(activity=ActivityFactory(capacity=capacity, **fields))


def book(session, person=None, **fields):
    person = person or PersonFactory()
    return bookings.book(session=session, person=person, channel=Channel.WEB, by=person_actor(person.pk), **fields)


def to(name, booking):
    return reverse(f"place:{name}", args=[place_token(booking)])


def text_of(response):
    return " ".join(response.content.decode().split())


def title_of(response):
    return text_of(response).split("<title>")[1].split("</title>")[0].strip()


def offer(session):
    placed, waiting = book(session), book(session)
    bookings.cancel(placed, by=person_actor(placed.person_id))
    waiting.refresh_from_db()
    return waiting


def state_of(booking):
    return Booking.objects.get(pk=booking.pk).state


def test_confirmed_place_shows_where_when_and_the_access_facts(client):
    session = session_of(venue__step_free=True)
    response = client.get(to("show", book(session)))
    page = text_of(response)
    for words in (
        "You have a place",
        "12 Mill Street",
        "No steps on the way in",
        "not checked yet, please ask",
        f"tel:{session.centre.phone}",
        reverse("calendars:session", kwargs={"public_id": session.public_id, "language": "en"}),
    ):
        assert words in page
    assert title_of(response) == "My place – Porchlight"


def test_waiting_place_says_the_position_in_words(client):
    session = session_of()
    rows = [book(session) for _ in range(4)]
    assert "You are third in line." in text_of(client.get(to("show", rows[3])))


def test_sensitive_group_tells_the_place_to_those_who_have_one_only(client):
    session = session_of(sensitive=True)
    placed, waiting = book(session), book(session)
    assert "12 Mill Street" in text_of(client.get(to("show", placed)))
    page = text_of(client.get(to("show", waiting)))
    assert "12 Mill Street" not in page
    assert session.venue.name not in page


def test_page_is_kept_by_nobody(client):
    response = client.get(to("show", book(session_of())))
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("name", ["show", "change", "cancel"])
def test_looking_changes_nothing(client, name):
    session = session_of()
    booking = offer(session) if name == "show" else book(session)
    before = (Transition.objects.count(), AuditEvent.objects.count(), Booking.objects.values_list().get(pk=booking.pk))
    assert client.get(to(name, booking)).status_code == 200
    after = (Transition.objects.count(), AuditEvent.objects.count(), Booking.objects.values_list().get(pk=booking.pk))
    assert after == before


@pytest.mark.parametrize("name", ["accept", "decline"])
def test_answering_by_get_is_refused(client, name):
    waiting = offer(session_of())
    assert client.get(to(name, waiting)).status_code == 405
    assert state_of(waiting) == BookingState.OFFERED


@pytest.mark.parametrize("name", ["show", "change", "cancel", "accept", "decline"])
def test_bad_link_gets_a_kind_page(client, name):
    booking = book(session_of())
    wrong = [
        place_token(booking)[:-2],
        links.make("something-else", str(booking.public_id)),
        links.make("place", "not-a-uuid"),
        links.make("place"),
    ]
    for token in wrong:
        address = reverse(f"place:{name}", args=[token])
        response = client.post(address) if name in {"accept", "decline"} else client.get(address)
        assert response.status_code == 404
        assert "This link does not work any more" in text_of(response)
        assert response["Cache-Control"] == "no-store"


def test_link_opens_nothing_a_month_after_the_day(client):
    booking = book(session_of())
    ends = booking.session.ends_at
    with time_machine.travel(ends + timedelta(days=29), tick=False):
        assert client.get(to("show", booking)).status_code == 200
    with time_machine.travel(ends + timedelta(days=30), tick=False):
        assert client.get(to("show", booking)).status_code == 404


def test_link_of_somebody_erased_opens_nothing(client):
    booking = book(session_of())
    Person.objects.filter(pk=booking.person_id).update(erased_at="2026-01-01T12:00Z")
    assert client.get(to("show", booking)).status_code == 404


def test_cancel_asks_first_and_then_gives_the_place_back(client):
    session = session_of()
    booking, waiting = book(session), book(session)
    assert "Give my place back?" in text_of(client.get(to("cancel", booking)))
    response = client.post(to("cancel", booking), follow=True)
    assert "You have no place on this date" in text_of(response)
    assert (state_of(booking), state_of(waiting)) == ("cancelled", "offered")


def test_cancel_twice_stays_calm(client):
    booking = book(session_of())
    client.post(to("cancel", booking))
    response = client.post(to("cancel", booking), follow=True)
    assert response.status_code == 200
    assert "You have no place on this date" in text_of(response)


def test_offer_can_be_accepted(client):
    waiting = offer(session_of())
    assert "We hold it for you until" in text_of(client.get(to("show", waiting)))
    assert "You have a place" in text_of(client.post(to("accept", waiting), follow=True))
    assert state_of(waiting) == BookingState.CONFIRMED


def test_offer_can_be_declined_and_goes_on(client):
    session = session_of()
    waiting, following = offer(session), book(session)
    client.post(to("decline", waiting))
    assert (state_of(waiting), state_of(following)) == ("cancelled", "offered")


def test_offer_past_its_time_says_so(client):
    waiting = offer(session_of())
    with time_machine.travel(waiting.offer_until, tick=False):
        assert "This offer is over" in text_of(client.get(to("show", waiting)))
        page = text_of(client.post(to("accept", waiting), follow=True))
    assert "This offer has ended" in page
    assert state_of(waiting) == BookingState.OFFERED


def test_free_seat_in_the_last_hours_can_be_taken_by_who_waits(client):
    session = session_of()
    placed, waiting = book(session), book(session)
    with time_machine.travel(session.starts_at - timedelta(hours=1), tick=False):
        bookings.cancel(placed, by=person_actor(placed.person_id))
        assert "A place is free" in text_of(client.get(to("show", waiting)))
        client.post(to("accept", waiting))
    assert state_of(waiting) == BookingState.CONFIRMED


def test_change_brings_someone_and_says_what_helps(client):
    booking = book(session_of(2))
    client.post(to("change", booking), {"brings_someone": "on", "access_needs": "large print"})
    booking.refresh_from_db()
    assert (booking.seats, booking.access_needs) == (2, "large print")


def test_change_without_a_free_seat_says_so_at_the_field(client):
    booking = book(session_of(1))
    response = client.post(to("change", booking), {"brings_someone": "on", "access_needs": "large print"})
    assert response.context["form"].errors == {
        "brings_someone": ["There is no free place for a second person. Your own place is safe."]
    }
    assert "large print" in text_of(response)
    booking.refresh_from_db()
    assert (booking.seats, booking.access_needs) == (1, "")


def test_cancelled_date_and_past_date_offer_no_button(client):
    session = session_of()
    booking = book(session)
    with time_machine.travel(session.ends_at, tick=False):
        page = text_of(client.get(to("show", booking)))
    assert "This date is over" in page
    assert to("cancel", booking) not in page
    Session.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)
    assert "This date is cancelled" in text_of(client.get(to("show", booking)))
    assert client.get(to("cancel", booking)).status_code == 302


def test_page_takes_three_queries(client, django_assert_num_queries):
    session = session_of()
    rows = [book(session) for _ in range(3)]
    client.get(to("show", rows[0]))
    for row in rows:
        # The place; what else there is at that time; how its person can be reached.
        with django_assert_num_queries(3):
            client.get(to("show", row))


# --- On My page and at the desk -----------------------------------------------------------------


def test_my_page_shows_my_places_and_nobody_elses(client):
    me = PersonFactory(user=UserFactory())
    session = session_of(5)
    book(session, me)
    book(session_of(5, title_en="Knitting"), PersonFactory(user=UserFactory()))
    client.force_login(me.user)
    page = text_of(client.get(reverse("my:home")))
    assert "My places" in page
    assert session.activity.title in page
    assert "Knitting" not in page


def test_section_of_my_places_takes_one_query(django_assert_num_queries):
    me = PersonFactory()
    for wanted, in_all in ((1, 1), (2, 3)):
        for _ in range(wanted):
            book(session_of(5), me)
        with django_assert_num_queries(1):
            html = MyPlaces().render_html({"person": me})
        assert html.count("You have a place") == in_all


def test_section_of_my_places_says_when_there_is_none():
    assert "No places just now" in MyPlaces().render_html({"person": PersonFactory()})


def test_persons_page_at_the_desk_lists_places_at_this_centre_only(client):
    here = BookingFactory(session__activity__title_en="Chess")
    BookingFactory(person=here.person, session__activity__title_en="Painting")
    client.force_login(StaffRoleFactory(centre=here.session.centre).user)
    page = text_of(client.get(reverse("desk:person", args=[here.person.public_id])))
    assert "Chess" in page
    assert "Painting" not in page
