"""The tablet in the hall: it marks, and tells nobody who else comes."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.urls import reverse

from activities.models import Booking, BookingState, Register
from activities.services import kiosk, register
from core.actors import SYSTEM
from core.errors import DomainError
from core.models import AuditEvent
from tests.chance import without_chance
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import ContactPointFactory, StaffRoleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return ChampionFactory(with_account=True)


@pytest.fixture(params=[False], ids=["ordinary"])
def session(request, leader):
    activity = ActivityFactory(centre=leader.centre, leaders=[leader], sensitive=request.param)
    return SessionFactory(activity=activity)


@pytest.fixture
def token(session):
    with time_machine.travel(session.starts_at + timedelta(minutes=5), tick=False):
        yield kiosk.start(session, by=SYSTEM)


sensitive = pytest.mark.parametrize("session", [True], indirect=True, ids=["sensitive"])


def address(token, name="show"):
    return reverse(f"kiosk:{name}", args=[token])


def text_of(response):
    return " ".join(response.content.decode().split())


def test_start_signs_the_keeper_out_and_leaves_the_tablets_page_alone(client, leader, session):
    with time_machine.travel(session.starts_at, tick=False):
        client.force_login(leader.person.user)
        start = reverse("register:kiosk", args=[session.public_id])
        assert "You are signed out on this tablet." in text_of(client.get(start))
        response = client.post(start)
        assert response["Location"].split("/")[2] == "kiosk"
        assert "sessionid" not in client.cookies or client.cookies["sessionid"].value == ""
        page = client.get(response["Location"])
        assert page["Cache-Control"] == "no-store"
        assert "Your first name" in text_of(page)
        assert client.get(reverse("register:show", args=[session.public_id])).status_code == 302


def test_first_letters_give_a_few_names_and_a_tap_marks(client, session, token):
    maria = BookingFactory(session=session, person__name="Maria Santos")
    BookingFactory(session=session, person__name="Luc Roy")
    page = without_chance(text_of(client.post(address(token), {"first_name": "mar"})))
    assert "Maria S." in page
    assert "Santos" not in page
    assert "Luc" not in page
    response = client.post(address(token, "check_in"), {"booking": maria.public_id})
    assert "Welcome, Maria." in text_of(response)
    assert response["Refresh"] == f"5; url={address(token)}"
    maria.refresh_from_db()
    assert maria.attendance == "came"


def test_start_page_shows_no_name(client, session, token):
    BookingFactory(session=session, person__name="Maria Santos")
    assert "Maria" not in text_of(client.get(address(token)))


def test_too_many_of_the_same_letters_show_nobody_until_more_is_typed(client, session, token):
    for number in range(7):
        BookingFactory(session=session, person__name=f"Anna {'BCDEFGH'[number]}ond")
    page = text_of(client.post(address(token), {"first_name": "a"}))
    assert "Anna" not in page
    assert "the first letter of your last name" in page
    assert "Anna B." in text_of(client.post(address(token), {"first_name": "anna b"}))


def test_mark_of_the_tablet_is_recorded_as_the_tablets(session, token):
    booking = BookingFactory(session=session)
    found = kiosk.of_token(token)
    for _ in range(2):
        kiosk.check_in(found, booking)
    event = AuditEvent.objects.get(action="booking.marked")
    assert (event.person_id, event.channel, event.role, event.actor_user_id) == (
        booking.person_id,
        "walk_in",
        "public",
        None,
    )
    assert (event.centre_id, event.detail) == (session.centre_id, {"attendance": "came", "is_kiosk": True})


def test_a_quarter_of_an_hour_after_the_start_is_late(session, token):
    for minutes, attendance in ((15, "came"), (16, "late")):
        booking = BookingFactory(session=session)
        now = session.starts_at + timedelta(minutes=minutes)
        assert kiosk.check_in(kiosk.of_token(token), booking, now=now).attendance == attendance


def test_who_thinks_of_coming_gets_in_and_who_waits_asks_the_host(client, session, token):
    thinking = BookingFactory(session=session, person__name="Maria Santos", state=BookingState.THINKING)
    waiting = BookingFactory(session=session, person__name="Luc Roy", state=BookingState.WAITLISTED)
    elsewhere = BookingFactory(person__name="Zoe Roy")
    assert "Welcome, Maria." in text_of(client.post(address(token, "check_in"), {"booking": thinking.public_id}))
    for other in (waiting, elsewhere):
        page = text_of(client.post(address(token, "check_in"), {"booking": other.public_id}))
        assert "or tell the host" in page
        other.refresh_from_db()
        assert other.attendance == "unknown"


@sensitive
def test_sensitive_group_shows_no_name_at_all(client, session, token):
    booking = BookingFactory(session=session, person__name="Maria Santos")
    assert "Maria" not in text_of(client.get(address(token)))
    for sent in ({"first_name": "Maria"}, {"digits": "Maria"}):
        assert "Maria" not in text_of(client.post(address(token), sent).content and client.post(address(token), sent))
    assert client.post(address(token, "check_in"), {"booking": booking.public_id}).status_code == 302
    page = text_of(client.post(address(token), {"digits": booking.check_in_code}))
    assert "You are on the list." in page
    assert "Maria" not in page
    assert session.activity.title not in page
    booking.refresh_from_db()
    assert booking.attendance == "came"


@sensitive
def test_last_digits_of_a_number_find_its_one_person(client, session, token):
    booking = BookingFactory(session=session)
    ContactPointFactory(person=booking.person, value="+15195550142")
    ContactPointFactory(value="+15195559142")  # somebody who does not come here
    page = text_of(client.post(address(token), {"digits": "0142"}))
    assert "You are on the list." in page
    booking.refresh_from_db()
    assert booking.attendance == "came"


@sensitive
@pytest.mark.parametrize("digits", ["0142", "142", "", "99999"])
def test_digits_of_two_of_nobody_or_too_few_get_the_same_answer(client, session, token, digits):
    for _ in range(2):
        booking = BookingFactory(session=session)
        ContactPointFactory(person=booking.person, value="+15195550142")
    page = text_of(client.post(address(token), {"digits": digits}))
    assert "You are on the list." not in page
    assert session.bookings.exclude(attendance="unknown").count() == 0
    if len(digits) > 3:
        assert "We could not find you with these digits. Please tell the host." in page


def test_tablet_stops_with_a_newer_one_with_the_register_and_with_time(client, session, token):
    newer = kiosk.start(session, by=SYSTEM)
    assert client.get(address(token)).status_code == 410
    assert client.get(address(newer)).status_code == 200
    with time_machine.travel(session.ends_at + timedelta(hours=2), tick=False):
        assert client.get(address(newer)).status_code == 410
        assert client.post(address(newer, "check_in"), {}).status_code == 410
    register.close(session, by=SYSTEM)
    assert client.get(address(newer)).status_code == 410


def test_tablet_can_be_stopped_from_the_register(client, leader, session, token):
    client.force_login(leader.person.user)
    page = text_of(client.get(reverse("register:show", args=[session.public_id])))
    assert "A tablet is in the hall" in page
    client.post(reverse("register:kiosk_stop", args=[session.public_id]))
    assert Register.objects.get().kiosk_key is None
    assert client.get(address(token)).status_code == 410


def test_token_that_nobody_made_opens_nothing(client, session):
    assert client.get(address("nonsense")).status_code == 410


def test_tablet_before_the_day_or_after_the_end_is_refused(session):
    with pytest.raises(DomainError, match="register_too_early"):
        kiosk.start(session, by=SYSTEM, now=session.starts_at - timedelta(days=1))
    with pytest.raises(DomainError, match="session_over"):
        kiosk.start(session, by=SYSTEM, now=session.ends_at + timedelta(hours=2))


def test_only_keepers_put_a_tablet_into_the_hall(client, session):
    start = reverse("register:kiosk", args=[session.public_id])
    with time_machine.travel(session.starts_at, tick=False):
        client.force_login(StaffRoleFactory(centre=session.centre).user)
        assert client.get(start).status_code == 200
        client.force_login(StaffRoleFactory().user)
        assert client.post(start).status_code == 404
    assert Register.objects.count() == 0


@sensitive
def test_looking_by_digits_takes_a_constant_number_of_queries(session, token, django_assert_num_queries):
    for more in (1, 2):
        for _ in range(more):
            BookingFactory(session=session)
        found = kiosk.of_token(token)
        with django_assert_num_queries(4):  # the wrong try is counted as well
            assert kiosk.by_digits(found, "0000") is None


@sensitive
def test_guessing_ends_after_some_wrong_tries_and_for_some_time(client, session, token):
    booking = BookingFactory(session=session)
    found = kiosk.of_token(token)
    for _ in range(kiosk.WRONG_TRIES):
        assert kiosk.by_digits(found, "0000") is None
    page = text_of(client.post(address(token), {"digits": booking.check_in_code}))
    assert "That was too often for now." in page
    booking.refresh_from_db()
    assert booking.attendance == "unknown"
    later = session.starts_at + timedelta(minutes=30)
    assert kiosk.by_digits(found, booking.check_in_code, now=later) == booking


@sensitive
def test_a_hall_full_of_people_is_no_guessing(session, token):
    found = kiosk.of_token(token)
    for number in range(kiosk.WRONG_TRIES + 5):
        booking = BookingFactory(session=session, public_id=UUID(int=number))  # no two codes are alike
        assert kiosk.by_digits(found, booking.check_in_code) == booking


def test_code_has_five_digits_and_follows_from_the_place():
    assert Booking(public_id=UUID(int=42)).check_in_code == "00042"
