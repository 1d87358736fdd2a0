"""The register on a leader's telephone, and the lists that lead to it."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from activities.models import Booking, BookingState, Register, SessionState
from activities.sections import MyGroups
from activities.services import register
from champions.models import Hours
from core.actors import SYSTEM, Role, person_actor
from core.models import AuditEvent
from people.models.consent import Purpose
from people.services import consents
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import StaffRoleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return ChampionFactory(with_account=True)


@pytest.fixture
def session(leader):
    return SessionFactory(activity=ActivityFactory(centre=leader.centre, leaders=[leader]))


@pytest.fixture
def at_the_session(session):
    with time_machine.travel(session.starts_at + timedelta(minutes=10), tick=False):
        yield


@pytest.fixture
def signed_in(client, leader, at_the_session):
    client.force_login(leader.person.user)
    return client


def to(name, session, *args):
    return reverse(f"register:{name}", args=[session.public_id, *args])


def text_of(response):
    return " ".join(response.content.decode().split())


def title_of(response):
    return text_of(response).split("<title>")[1].split("</title>")[0].strip()


def mark(client, booking, attendance="came", **extra):
    address = to("mark", booking.session, booking.public_id)
    return client.post(address, {"attendance": attendance}, **extra)


def agree_to_share(person):
    consents.give(person=person, purpose=Purpose.SHARE_WITH_LEADER, by=person_actor(person.pk))


def test_register_shows_first_name_and_last_initial_and_companions(signed_in, session):
    BookingFactory(session=session, person__name="Maria Santos", companions=1, seats=2)
    BookingFactory(session=session, person__name="Gone Away", state=BookingState.CANCELLED)
    response = signed_in.get(to("show", session))
    page = text_of(response)
    assert "Maria S." in page
    assert "Santos" not in page
    assert "brings 1 person" in page
    assert "Gone" not in page
    assert title_of(response) == "Register – Porchlight"


def test_register_shows_needs_to_leaders_where_the_person_agrees(client, signed_in, session):
    shares = BookingFactory(session=session, access_needs="a chair with arms", person__interpreter="ASL")
    agree_to_share(shares.person)
    remembered = BookingFactory(session=session, person__access_needs="large print")
    agree_to_share(remembered.person)
    BookingFactory(session=session, access_needs="a quiet corner", person__interpreter="Farsi")
    page = text_of(signed_in.get(to("show", session)))
    for shown in ("a chair with arms", "Interpreter: ASL", "large print"):
        assert shown in page
    for hidden in ("a quiet corner", "Farsi"):
        assert hidden not in page
    client.force_login(StaffRoleFactory(centre=session.centre).user)
    assert "a quiet corner" in text_of(client.get(to("show", session)))


def test_pressed_button_takes_its_mark_back(signed_in, session):
    booking = BookingFactory(session=session)
    mark(signed_in, booking, "late")
    page = text_of(signed_in.get(to("show", session)))
    assert page.count('value="unknown"') == 1
    assert page.count('aria-pressed="true"') == 1
    mark(signed_in, booking, "unknown")
    booking.refresh_from_db()
    assert booking.attendance == "unknown"


def test_who_thinks_of_coming_stands_among_the_names_and_cannot_be_missing(signed_in, session):
    BookingFactory(session=session, person__name="Luc Roy", state=BookingState.THINKING)
    page = text_of(signed_in.get(to("show", session)))
    assert "is thinking of coming" in page
    assert "Did not come" not in page


def test_who_waits_stands_apart_and_can_be_let_in(signed_in, session):
    waiting = BookingFactory(session=session, person__name="Luc Roy", state=BookingState.WAITLISTED)
    page = text_of(signed_in.get(to("show", session)))
    assert "On the waiting list" in page
    assert "Did not come" not in page
    assert "not marked yet" not in page
    mark(signed_in, waiting)
    page = text_of(signed_in.get(to("show", session)))
    assert "1 person came" in page
    assert "On the waiting list" not in page


def test_register_writes_as_much_of_a_name_as_tells_people_apart(signed_in, session):
    for name in ("Maria Santos", "Maria Silva", "Luc Roy", "Ana Lima", "Ana Lima"):
        BookingFactory(session=session, person__name=name)
    page = text_of(signed_in.get(to("show", session)))
    for shown in ("Maria Sa.", "Maria Si.", "Luc R.", "Ana Lim. (1)", "Ana Lim. (2)"):
        assert shown in page
    for hidden in ("Santos", "Silva", "Lima"):
        assert hidden not in page


def test_look_is_recorded_for_each_person_and_changes_nothing(signed_in, session):
    rows = [BookingFactory(session=session) for _ in range(2)]
    before = list(Booking.objects.values_list())
    response = signed_in.get(to("show", session))
    assert response["Cache-Control"] == "no-store"
    seen = AuditEvent.objects.filter(action="register.viewed").values_list("person_id", flat=True)
    assert sorted(seen) == sorted(row.person_id for row in rows)
    assert list(Booking.objects.values_list()) == before
    assert Register.objects.count() == 0


def test_before_the_day_there_are_numbers_and_no_names(client, leader, session):
    BookingFactory(session=session, person__name="Maria Santos", seats=2)
    client.force_login(leader.person.user)
    page = text_of(client.get(to("show", session)))
    assert "The register opens on the day of the session." in page
    assert "Maria" not in page
    assert AuditEvent.objects.filter(action="register.viewed").count() == 0


def test_register_of_a_cancelled_date_says_so(signed_in, session):
    type(session).objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)
    assert "This date is cancelled." in text_of(signed_in.get(to("show", session)))


def test_tap_without_javascript_comes_back_to_the_name(signed_in, session):
    booking = BookingFactory(session=session)
    response = mark(signed_in, booking)
    assert response["Location"] == f"{to('show', session)}#booking-{booking.public_id}"
    booking.refresh_from_db()
    assert booking.attendance == "came"


@pytest.mark.parametrize("attendance", ["", "perhaps"])
def test_tap_with_nonsense_changes_nothing(signed_in, session, attendance):
    booking = BookingFactory(session=session)
    assert mark(signed_in, booking, attendance).status_code == 302
    booking.refresh_from_db()
    assert booking.attendance == "unknown"


def test_mark_of_a_place_at_another_session_is_not_found(signed_in, session):
    other = BookingFactory()
    address = to("mark", session, other.public_id)
    assert signed_in.post(address, {"attendance": "came"}).status_code == 404


def test_walk_in_is_added_once(signed_in, session):
    sent = {"name": "Ana Lima", "request_key": str(uuid.uuid4())}
    for _ in range(2):
        signed_in.post(to("walk_in", session), sent)
    assert [row.attendance for row in session.bookings.all()] == ["came"]
    page = text_of(signed_in.post(to("walk_in", session), {**sent, "name": ""}, follow=True))
    assert "Write a name" in page


@pytest.mark.parametrize(("sent", "kept"), [({}, 4), ({"step": "1"}, 5), ({"step": "-1"}, 3)])
def test_headcount_by_number_and_by_button(signed_in, session, sent, kept):
    signed_in.post(to("write", session), {"headcount": "4", **sent})
    assert Register.objects.get().headcount == kept


def test_headcount_never_falls_below_none(signed_in, session):
    signed_in.post(to("write", session), {"headcount": "0", "step": "-1"})
    assert Register.objects.get().headcount == 0
    page = text_of(signed_in.post(to("write", session), {"headcount": "some"}, follow=True))
    assert "Write the number of people in digits" in page


def test_note_goes_along_when_the_register_is_closed(signed_in, session):
    response = signed_in.post(to("note", session), {"note": "All well.", "then": "close"})
    assert response["Location"] == to("close", session)
    assert Register.objects.get().note == "All well."


def test_note_is_kept(signed_in, session):
    signed_in.post(to("note", session), {"note": "The kettle is broken."})
    assert Register.objects.get().note == "The kettle is broken."
    page = text_of(signed_in.post(to("note", session), {"note": "x" * 1001}, follow=True))
    assert "The note is too long." in page


def test_close_shows_what_it_records_and_then_records_it(signed_in, session, leader):
    mark(signed_in, BookingFactory(session=session))
    BookingFactory(session=session)
    page = text_of(signed_in.get(to("close", session)))
    assert "1 is not marked yet and counts as “did not come”." in page
    assert Hours.objects.count() == 0
    page = text_of(signed_in.post(to("close", session), follow=True))
    assert "Closed on" in page
    assert [(row.champion, row.minutes) for row in Hours.objects.all()] == [(leader, 90)]
    assert "You can still correct it here." in page


def test_close_before_the_start_says_when(client, leader, session):
    with time_machine.travel(session.starts_at - timedelta(minutes=30), tick=False):
        client.force_login(leader.person.user)
        page = text_of(client.get(to("close", session), follow=True))
        assert "The register can be closed once the session has begun." in page
        client.post(to("close", session))
    assert Hours.objects.count() == 0


@pytest.mark.parametrize("name", ["show", "close"])
def test_register_opens_for_leader_and_coordinator_here_alone(client, leader, session, at_the_session, name):
    answers = {}
    for who, user in {
        "owner": leader.person.user,
        "colleague": StaffRoleFactory(centre=session.centre).user,
        "link worker": StaffRoleFactory(centre=session.centre, role=Role.LINK_WORKER).user,
        "stranger": StaffRoleFactory().user,
        "nobody": UserFactory(),
    }.items():
        client.force_login(user)
        answers[who] = client.get(to(name, session)).status_code
    client.logout()
    answers["visitor"] = client.get(to(name, session)).status_code
    expected = {"owner": 200, "colleague": 200, "link worker": 403, "stranger": 404, "nobody": 404, "visitor": 302}
    assert answers == expected


@pytest.mark.parametrize("name", ["walk_in", "write", "note"])
def test_writing_by_get_is_refused(signed_in, session, name):
    assert signed_in.get(to(name, session)).status_code == 405


def test_register_takes_a_constant_number_of_queries(signed_in, session, django_assert_num_queries):
    BookingFactory(session=session)
    signed_in.get(to("show", session))
    for more in (0, 2):
        for _ in range(more):
            BookingFactory(session=session)
        with django_assert_num_queries(11):
            signed_in.get(to("show", session))


# --- The lists ----------------------------------------------------------------------------------


def test_section_of_my_groups_counts_who_comes_in_three_queries(leader, session, django_assert_num_queries):
    for words in ("1 person is coming", "3 people are coming"):
        BookingFactory(session=session, seats=1 if words.startswith("1") else 2)
        BookingFactory(session=session, state=BookingState.WAITLISTED)
        with django_assert_num_queries(3):
            html = MyGroups().render_html({"person": leader.person})
        assert words in " ".join(html.split())
        assert to("show", session) in html


def test_section_of_my_groups_is_empty_for_those_who_lead_none(session):
    assert MyGroups().render_html({"person": ChampionFactory().person}).strip() == ""


def test_section_of_my_groups_asks_to_close_the_register(leader, session):
    with time_machine.travel(session.ends_at + timedelta(hours=1), tick=False):
        assert "Please close the register" in MyGroups().render_html({"person": leader.person})
        register.close(session, by=SYSTEM)
        assert "Please close the register" not in MyGroups().render_html({"person": leader.person})


def test_desk_shows_today_by_the_centres_clock(client, session):
    coordinator = StaffRoleFactory(centre=session.centre).user
    late_evening = session.local_start.replace(hour=23, minute=30)
    with time_machine.travel(late_evening, tick=False):
        client.force_login(coordinator)
        page = text_of(client.get(reverse("desk:home")))
    assert session.activity.title in page
    assert "0 of 10 places taken" in page
    assert to("show", session) in page
    with time_machine.travel(late_evening + timedelta(days=9), tick=False):
        client.force_login(coordinator)
        page = text_of(client.get(reverse("desk:home")))
    assert "No group meets today." in page
    assert "Every register is finished." in page
