"""Posters and sign-in sheets: what goes from hand to hand."""

import html
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from activities.choices import JoinMode
from activities.models import BookingState
from activities.presenters.poster import Poster
from core.models import AuditEvent
from tests import pdf
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import CentreFactory, VenueFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory

pytestmark = [pytest.mark.django_db, pdf.needs_press]


@pytest.fixture
def relied_on(settings):
    """Not the demo, whose sheets say that they are invented."""
    settings.DEMO_ALLOWED = False


@pytest.fixture
def centre():
    return CentreFactory(name_en="Maple Falls CHC", phone="+16135550123")


@pytest.fixture
def leader(centre):
    return ChampionFactory(centre=centre, with_account=True)


@pytest.fixture
def group(centre, leader):
    hall = VenueFactory(centre=centre, name_en="Main hall", accessible=True, parking=False)
    return ActivityFactory(
        centre=centre, venue=hall, leaders=[leader], title_en="Card night", slug="card-night", join_code="4127"
    )


@pytest.fixture
def as_leader(client, leader):
    client.force_login(leader.person.user)
    return client


def poster(client, group, **query):
    return client.get(reverse("paper:poster", args=[group.pk]), query)


def test_poster_says_what_when_where_and_how(as_leader, group, settings):
    settings.PUBLIC_BASE_URL = "https://porchlight.example"
    response = poster(as_leader, group)
    words = pdf.words(response)
    order = [
        "Maple Falls CHC Card night Every ",
        "An easy afternoon of cards, tea and talk. Everyone",
        "Main hall 12 Mill Street, Maple Falls, ON K0H 2B0",
        "No steps on the way in · Accessible washroom · No parking",
        "Languages: English",
        "It is free. To sign up, call 613-555-0123 and say code 4127",
        "Point your phone’s camera here",
    ]
    assert [part for part in order if part in words] == order
    assert sorted(order, key=words.index) == order
    assert pdf.read(response).metadata.title == "Card night"
    assert pdf.figures(response) == [
        "Code for a phone’s camera: it opens https://porchlight.example/en/activities/card-night/"
    ]


@pytest.mark.parametrize("size", ["", "large"])
def test_poster_is_one_page(as_leader, group, size):
    assert len(pdf.read(poster(as_leader, group, size=size)).pages) == 1


def test_poster_without_a_code_leaves_the_line_out(as_leader, group):
    group.join_code = None
    group.save()
    assert "code" not in pdf.words(poster(as_leader, group))


def test_code_leads_to_the_public_page(group, settings):
    settings.PUBLIC_BASE_URL = "https://porchlight.example"
    assert Poster.of(group).address == "https://porchlight.example/en/activities/card-night/"


@pytest.mark.usefixtures("relied_on")
def test_poster_of_a_sensitive_group_gives_nothing_away(as_leader, group):
    group.sensitive = True
    group.save()
    response = poster(as_leader, group)
    words = pdf.words(response)
    assert words.startswith("Group at Maple Falls CHC Every ")
    assert words.endswith("Languages: English It is free. To sign up, call 613-555-0123 and say code 4127")
    assert pdf.read(response).metadata.title == "Group at Maple Falls CHC"
    assert "/Figure" not in pdf.tags(response)  # the address behind the code has the group's title in it


def test_poster_of_a_group_by_invitation_names_no_place(as_leader, group):
    group.join_mode = JoinMode.INVITATION
    group.save()
    words = pdf.words(poster(as_leader, group))
    assert "To ask about joining, call" in words
    assert "Main hall" not in words


def test_poster_is_for_staff_and_leaders(client, group):
    client.force_login(StaffRoleFactory().user)
    assert poster(client, group).status_code == 404
    client.force_login(StaffRoleFactory(centre=group.centre).user)
    assert poster(client, group).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_poster_asks_five_queries(as_leader, group, count, django_assert_num_queries):
    for _nth in range(count):
        SessionFactory(activity=group)
    with django_assert_num_queries(5):
        poster(as_leader, group)


# --- Sign-in sheets -----------------------------------------------------------------------------
@pytest.fixture
def session(group):
    return SessionFactory(activity=group)


@pytest.fixture
def in_time(session):
    with time_machine.travel(session.starts_at - timedelta(hours=20), tick=False):
        yield


def sign_in(client, session, **query):
    return client.get(reverse("paper:sign_in", args=[session.public_id]), query)


def names(session, *full, **fields):
    return [BookingFactory(session=session, person=PersonFactory(name=name), **fields) for name in full]


def test_sheet_has_first_names_and_initials_alone(in_time, as_leader, session):
    names(session, "Doreen Price", "Arthur King")
    names(session, "Shirley Cole", state=BookingState.WAITLISTED)
    names(session, "Stan Smith", state=BookingState.CANCELLED)
    response = sign_in(as_leader, session)
    words = pdf.words(response)
    order = [
        "Sign-in sheet · Maple Falls CHC Card night",
        "How many came in all",
        "Name Came Late Did not come",
        "Arthur K. Doreen P. On the waiting list Shirley C. Came without signing up",
        "then shred it",
    ]
    assert [part for part in order if part in words] == order
    assert sorted(order, key=words.index) == order
    assert [name for name in ("King", "Price", "Cole", "Stan") if name in words] == []
    assert len(pdf.read(response).pages) == 1


def test_sheet_names_nobody_in_its_title_or_file_name(in_time, as_leader, session):
    names(session, "Doreen Price")
    response = sign_in(as_leader, session)
    assert pdf.read(response).metadata.title == "Sign-in sheet"
    assert response["Content-Disposition"] == 'inline; filename="sign-in-sheet.pdf"'
    assert response["Cache-Control"] == "no-store"


def test_sheet_of_a_sensitive_group_is_discreet(in_time, as_leader, session):
    session.activity.sensitive = True
    session.activity.save()
    words = pdf.words(sign_in(as_leader, session))
    assert "Group at Maple Falls CHC" in words
    assert "Card night" not in words


def test_each_name_seen_is_recorded(in_time, as_leader, session):
    (booking,) = names(session, "Doreen Price")
    sign_in(as_leader, session)
    assert AuditEvent.objects.filter(action="register.viewed", person_id=booking.person_id).count() == 1


@pytest.mark.parametrize(("hours", "is_there"), [(25, False), (24, True), (1, True), (-1, True), (-2, False)])
def test_sheet_is_there_from_a_day_before_until_the_end(client, leader, session, hours, is_there):
    (booking,) = names(session, "Doreen Price")
    with time_machine.travel(session.starts_at - timedelta(hours=hours), tick=False):
        client.force_login(leader.person.user)
        response = sign_in(client, session)
    assert response.status_code == 200
    assert (response["Content-Type"] == "application/pdf") is is_there
    assert AuditEvent.objects.filter(person_id=booking.person_id, action="register.viewed").exists() is is_there


def test_too_early_says_when_to_come_back(client, leader, session):
    with time_machine.travel(session.starts_at - timedelta(days=3), tick=False):
        client.force_login(leader.person.user)
        page = html.unescape(" ".join(sign_in(client, session).content.decode().replace("\xa0", " ").split()))
    assert ", from 2 pm on." in page
    assert "it can be printed from the day before on" in page


def test_sheet_is_for_those_who_keep_the_register(in_time, client, session):
    names(session, "Doreen Price")
    client.force_login(StaffRoleFactory().user)
    assert sign_in(client, session).status_code == 404
    client.force_login(StaffRoleFactory(centre=session.centre, role="link_worker").user)
    assert sign_in(client, session).status_code == 403
    client.force_login(StaffRoleFactory(centre=session.centre).user)
    assert sign_in(client, session).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_sheet_asks_the_same_queries(in_time, as_leader, session, count, django_assert_num_queries):
    names(session, *(f"Person {nth}" for nth in range(count)))
    with django_assert_num_queries(11):
        sign_in(as_leader, session)
