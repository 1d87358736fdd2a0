"""A champion's home: what is next, who is coming with what they need, and nobody who should not see it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from activities.leading_notices import ask_token
from activities.models import Session
from activities.services import bookings, substitutes
from champions.models import Champion
from core.actors import SYSTEM, Channel, Role
from core.models import AuditEvent
from people.models.consent import Purpose
from people.services import consents, links, persons
from tests.activities.leading_world import DAY, NOON, acting, ask_of, given_a_date, helper
from tests.chance import without_chance
from tests.factories.activities import BookingFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
NEED = "uses a walker"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON + timedelta(days=1), tick=False) as clock:
        yield clock


@pytest.fixture
def leader():
    return ChampionFactory(person__name="Terry Moss", with_account=True)


@pytest.fixture
def session(leader):
    return given_a_date([leader], title_en="Card Night", title_fr="Soirée de cartes")


@pytest.fixture
def as_leader(leader):
    return signed_in(leader.person.user)


def booked(session, name="Ana Silva", *, shares=False, **wishes):
    person = persons.register(name=name, centre=session.centre, by=SYSTEM)
    if shares:
        consents.give(person=person, purpose=Purpose.SHARE_WITH_LEADER, by=SYSTEM)
    return bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM, **wishes)


def to(name, session):
    return reverse(f"leading:{name}", args=[session.public_id])


def text_of(response):
    return " ".join(response.text.split())


def home(client):
    return text_of(client.get(reverse("my_champion:home")))


def pause(champion):
    Champion.objects.filter(pk=champion.pk).update(standing="paused")


# --- What is next ------------------------------------------------------------------------------------


def test_says_when_where_and_how_many_and_what_one_can_do(session, as_leader):
    booked(session)
    page = home(as_leader)
    for words in ("Tuesday, December 8", session.venue.name, "1 person is coming", "Propose something new"):
        assert words in page
    for name in ("coming", "write", "move", "substitute"):
        assert to(name, session) in page
    assert reverse("register:show", args=[session.public_id]) in page
    assert reverse("leading:ask", args=[session.activity_id]) in page
    assert "Ana" not in without_chance(page)


def test_whoever_stands_in_sees_that_date_and_no_other(session):
    other = ChampionFactory(centre=session.centre, with_account=True)
    later = SessionFactory(activity=session.activity, day=DAY + timedelta(weeks=1))
    Session.objects.filter(pk=session.pk).update(substitute=other)
    client = signed_in(other.person.user)
    page = home(client)
    assert "You stand in this time" in page
    assert to("coming", session) in page
    assert [url for url in (to("move", session), to("substitute", session), to("coming", later)) if url in page] == []
    answers = {name: client.get(to(name, session)).status_code for name in ("coming", "write", "move", "substitute")}
    assert answers == {"coming": 200, "write": 200, "move": 403, "substitute": 403}
    assert client.get(to("coming", later)).status_code == 404


@pytest.mark.parametrize("how", ["left the group", "takes a break", "has moved on"])
def test_who_leads_no_more_sees_nothing(session, leader, as_leader, how):
    booked(session)
    if how == "left the group":
        session.activity.leaders.clear()
    else:
        standing = {"takes a break": "paused", "has moved on": "alumni"}[how]
        Champion.objects.filter(pk=leader.pk).update(standing=standing)
    page = home(as_leader)
    assert "Card Night" not in page
    answers = [as_leader.get(to(name, session)).status_code for name in ("coming", "write", "substitute")]
    assert answers == [404 if how == "left the group" else 403] * 3
    assert "Card Night" not in text_of(as_leader.get(reverse("my:home")))


def test_substitute_on_a_break_sees_nothing(session):
    other = ChampionFactory(centre=session.centre, with_account=True)
    Session.objects.filter(pk=session.pk).update(substitute=other)
    pause(other)
    client = signed_in(other.person.user)
    assert "Card Night" not in home(client)
    assert client.get(to("coming", session)).status_code == 403


def test_champion_of_another_group_and_visitors_see_nothing(session):
    other = signed_in(ChampionFactory(centre=session.centre, with_account=True).person.user)
    assert [other.get(to(name, session)).status_code for name in ("coming", "write", "substitute")] == [404] * 3
    assert Client().get(to("coming", session)).status_code == 302


def test_page_opened_by_a_link_shows_numbers_and_no_names(session, leader):
    booked(session)
    client = Client()
    helped = ChampionFactory(centre=session.centre)
    session.activity.leaders.add(helped)
    token = links.make(person=helped.person, by=SYSTEM).token
    client.post(reverse("my:open", args=[token]))
    assert "1 person is coming" in home(client)
    assert client.get(to("coming", session)).status_code == 302


@pytest.mark.parametrize("dates", [1, 3])
def test_home_takes_the_same_queries_however_many(session, leader, as_leader, dates, django_assert_num_queries):
    booked(session)
    for number in range(1, dates):
        booked(SessionFactory(activity=session.activity, day=DAY + timedelta(weeks=number)))
    as_leader.get(reverse("my_champion:home"))
    with django_assert_num_queries(37):
        page = home(as_leader)
    assert page.count("person is coming") == dates


# --- Who is coming -----------------------------------------------------------------------------------


def test_first_names_and_needs_of_those_who_agreed(session, as_leader):
    booked(session, "Ana Silva", shares=True, access_needs=NEED, wants_lift=True)
    booked(session, "Bo Lund", access_needs="cannot hear well", wants_lift=True)
    page = text_of(as_leader.get(to("coming", session)))
    assert (page.count("Would like a lift"), NEED in page, "cannot hear well" in page) == (1, True, False)
    assert ("Ana" in page, "Bo" in page, "Silva" in page, "Lund" in page) == (True, True, False, False)


def test_two_of_the_same_first_name_are_told_apart(session, as_leader):
    booked(session, "Ana Silva")
    booked(session, "Ana Moreau")
    page = text_of(as_leader.get(to("coming", session)))
    assert ("Ana S." in page, "Ana M." in page) == (True, True)


def test_who_has_cancelled_is_not_shown_and_who_waits_is_a_number(session, as_leader):
    bookings.cancel(booked(session, "Cy Gone"), by=SYSTEM)
    BookingFactory(session=session, person__name="Di Waits", state="waitlisted")
    page = text_of(as_leader.get(to("coming", session)))
    assert ("Cy" in page, "Di W" in page, "1 person is on the waiting list." in page) == (False, False, True)


def test_consent_that_was_taken_back_hides_the_need_again(session, as_leader):
    row = booked(session, shares=True, access_needs=NEED)
    consents.withdraw(person=row.person, purpose=Purpose.SHARE_WITH_LEADER, by=SYSTEM)
    assert NEED not in text_of(as_leader.get(to("coming", session)))


def test_names_a_week_before_and_until_two_weeks_after(session, leader, clock):
    booked(session)
    seen = []
    for moment in (
        session.starts_at - timedelta(days=7, seconds=1),
        session.starts_at - timedelta(days=7),
        session.ends_at + timedelta(days=14) - timedelta(seconds=1),
        session.ends_at + timedelta(days=14),
    ):
        clock.move_to(moment)
        seen.append("Ana" in text_of(signed_in(leader.person.user).get(to("coming", session))))
    assert seen == [False, True, True, False]


def test_each_look_stands_in_the_log_of_whom_it_showed(session, as_leader):
    row = booked(session)
    as_leader.get(to("coming", session))
    assert list(AuditEvent.objects.filter(action="register.viewed").values_list("person_id", flat=True)) == [
        row.person_id
    ]


@pytest.mark.parametrize("people", [1, 3])
def test_list_of_names_takes_the_same_queries_however_many(session, as_leader, people, django_assert_num_queries):
    for number in range(people):
        booked(session, f"Person {number}", shares=True)
    with django_assert_num_queries(14):
        response = as_leader.get(to("coming", session))
    assert len(response.context["guests"]) == people


# --- Standing in -------------------------------------------------------------------------------------


def test_leader_asks_from_the_page_and_takes_it_back(session, leader, as_leader):
    one = helper(session)
    as_leader.post(to("substitute", session))
    assert ask_of(one).search.away == leader
    assert "We have asked 1 person." in text_of(as_leader.get(to("substitute", session)))
    assert "We ask who can stand in" in home(as_leader)
    as_leader.post(to("substitute", session), {"withdraw": "1"})
    assert "Ask for me" in text_of(as_leader.get(to("substitute", session)))


def test_link_asks_and_only_a_press_answers(session, leader, as_leader):
    one, other = helper(session, with_account=True), helper(session)
    substitutes.seek(session, by=acting(leader))
    client = signed_in(one.person.user)
    assert "Can you stand in?" in home(client)
    assert "Somebody asks whether you can stand in." in text_of(client.get(reverse("my:home")))
    link = link_of(one)
    assert "Yes, I can" in text_of(Client().get(link))
    assert ask_of(one).state == "asked"
    answer = Client().post(link, {"answer": "yes"}, follow=True)
    assert "Thank you! You stand in." in text_of(answer)
    session.refresh_from_db()
    assert session.substitute == one
    assert f"{one.person.name} stands in" in home(as_leader)
    late = Client().post(link_of(other), {"answer": "yes"}, follow=True)
    assert "Somebody stands in already." in text_of(late)


def link_of(champion):
    return reverse("stand_in:show", args=[ask_token(ask_of(champion))])


def test_link_for_something_else_or_long_ago_leads_nowhere(session, leader, clock):
    one = helper(session)
    substitutes.seek(session, by=acting(leader))
    link = link_of(one)
    assert Client().get(reverse("stand_in:show", args=["abc"])).status_code == 404
    clock.move_to(session.starts_at + timedelta(days=1))
    assert Client().get(link).status_code == 404


def test_staff_seek_see_the_names_and_have_it_on_their_desk(session, leader):
    one = helper(session, person__name="Ana Silva")
    desk = staff_client(Role.COORDINATOR, centre=session.centre)
    address = reverse("desk_activities:substitute", args=[session.public_id])
    assert "Who cannot lead this date?" in text_of(desk.get(address))
    desk.post(address, {"away": leader.pk})
    assert ask_of(one).search.away == leader
    assert "Ana Silva" in text_of(desk.get(address))
    assert "Substitutes wanted" in text_of(desk.get(reverse("desk:home")))
    elsewhere, link_worker = staff_client(Role.COORDINATOR), staff_client(Role.LINK_WORKER, centre=session.centre)
    assert [client.get(address).status_code for client in (elsewhere, link_worker)] == [404, 403]
    assert "Card Night" not in text_of(elsewhere.get(reverse("desk:home")))
    assert "Substitutes wanted" not in text_of(link_worker.get(reverse("desk:home")))


def test_champion_says_whether_they_may_be_asked(leader, as_leader):
    address = reverse("my_champion:helps_out", args=[leader.pk])
    said = []
    for answer in ("yes", "no"):
        as_leader.post(address, {"helps_out": answer})
        said.append(Champion.objects.get(pk=leader.pk).helps_out)
    assert said == [True, False]
    others = [
        signed_in(ChampionFactory(with_account=True).person.user),
        staff_client(Role.MANAGER, centre=leader.centre),
    ]
    assert [client.post(address, {"helps_out": "yes"}).status_code for client in others] == [404, 404]
    assert Champion.objects.get(pk=leader.pk).helps_out is False


# --- A message ---------------------------------------------------------------------------------------


def test_message_is_shown_as_it_will_be_read_and_sent_once(session, as_leader):
    booked(session)
    typed = {"audience": "date", "text": "Bring a mug"}
    preview = text_of(as_leader.post(to("write", session), typed))
    assert "A message from Card Night about" in preview
    assert "Nothing written reaches 1 person: staff call them." in preview
    assert session.activity.messages.count() == 0
    as_leader.post(to("write", session), {**typed, "sure": "1"})
    assert [row.text for row in session.activity.messages.all()] == ["Bring a mug"]
    group = reverse("leading:group", args=[session.activity_id])
    assert "Bring a mug" in text_of(as_leader.get(group))


@pytest.mark.parametrize("text", ["", "x" * 301])
def test_what_was_typed_is_not_lost(session, as_leader, text):
    response = as_leader.post(to("write", session), {"audience": "ahead", "text": text, "sure": "1"})
    assert response.context["form"].errors.keys() == {"text"}
    assert text in response.text
    assert session.activity.messages.count() == 0


def test_too_many_messages_are_refused_at_the_field(session, as_leader):
    booked(session)
    for number in range(4):
        response = as_leader.post(to("write", session), {"audience": "date", "text": f"No {number}", "sure": "1"})
    assert "3 messages went to this group" in text_of(response)
    assert "No 3" in response.text


def test_receiver_reads_it_on_their_page_and_staff_at_the_desk(session, leader, as_leader):
    row = booked(session)
    as_leader.post(to("write", session), {"audience": "date", "text": "Bring a mug", "sure": "1"})
    client = Client()
    client.post(reverse("my:open", args=[links.make(person=row.person, by=SYSTEM).token]))
    assert "Bring a mug" in text_of(client.get(reverse("my:home")))
    address = reverse("desk_activities:messages", args=[session.activity_id])
    page = text_of(staff_client(Role.LINK_WORKER, centre=session.centre).get(address))
    assert ("Bring a mug" in page, "Terry Moss" in page, "To 1 person" in page) == (True, True, True)
    assert AuditEvent.objects.filter(action="group_message.seen").count() == 1
    assert staff_client(Role.COORDINATOR).get(address).status_code == 404
    assert as_leader.get(address).status_code == 403
