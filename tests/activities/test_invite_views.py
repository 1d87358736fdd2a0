"""The pages about what champions are asked: at the desk, and on the champion's own."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.models import Booking, CallState, InviteCall
from activities.services import invite_calls
from core.actors import Role, person_actor
from core.models import AuditEvent
from notifications.models import Preferences
from people import opened
from people.models.consent import Purpose
from people.services import consents, links
from tests.activities.asking_world import BRIANS, AskingWorld
from tests.factories.people import ContactPointFactory, PersonFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db
SHOWN = "519-555-0142"
QUERIES_OF_LIST = 10
MONDAY = datetime(2026, 12, 7, 12, tzinfo=ZoneInfo("America/Toronto"))


@pytest.fixture(autouse=True)
def _at_noon(time_machine):
    time_machine.move_to(MONDAY)


@pytest.fixture
def world():
    return AskingWorld()


@pytest.fixture
def terry(world):
    return signed_in(world.terrys_account())


@pytest.fixture
def worker(world):
    return staff_client(Role.LINK_WORKER, centre=world.centre)


def text_of(response):
    return " ".join(response.content.decode().split())


# --- At the desk ------------------------------------------------------------------------------------


def new(world, name="call"):
    return reverse(f"desk_invites:{name}", args=[world.brian.public_id])


def order(world, **fields):
    return {
        "what": f"date:{world.session.pk}",
        "champion": world.terry.pk,
        "point": world.point.pk,
        "script": "Hello Brian.",
        "until": (timezone.localdate() + timedelta(days=4)).isoformat(),
        **fields,
    }


def test_without_consent_there_is_no_form(world, worker):
    consents.withdraw(person=world.brian, purpose=Purpose.CHAMPION_CALLS, by=world.worker)
    answer = worker.get(new(world))
    assert "They said yes: write it down" in text_of(answer)
    worker.post(new(world), order(world))
    assert not InviteCall.objects.exists()
    worker.post(new(world, "agree"))
    assert consents.stands(world.brian, Purpose.CHAMPION_CALLS)
    assert "To what are they invited?" in text_of(worker.get(new(world)))


def test_do_not_contact_offers_nothing(world, worker):
    Preferences.objects.create(person=world.brian, do_not_contact=True)
    said = text_of(worker.get(new(world)))
    assert "They want no messages and no calls from us" in said
    assert "write it down" not in said


def test_first_to_what_then_who_with_words_to_begin_with(world, worker):
    assert world.session.pk
    world.terry  # noqa: B018 - made
    assert "Learning to Live Again" in text_of(worker.get(new(world)))
    second = text_of(worker.post(new(world), {"what": f"date:{world.session.pk}"}))
    assert "Hello Brian, this is" in second
    assert "Nothing is asked of them just now." in second
    answer = worker.post(new(world), order(world))
    assert answer.status_code == 302
    call = InviteCall.objects.get()
    assert (call.champion, call.session, call.script) == (world.terry, world.session, "Hello Brian.")


def test_what_was_typed_stays_where_something_is_missing(world, worker):
    answer = worker.post(new(world), order(world, champion="", script="My own words."))
    assert "My own words." in text_of(answer)
    assert "Please choose." in text_of(answer)
    assert not InviteCall.objects.exists()


def test_day_too_far_away_is_refused_and_nothing_is_lost(world, worker):
    far = (timezone.localdate() + timedelta(days=90)).isoformat()
    answer = worker.post(new(world), order(world, what=f"group:{world.group.pk}", until=far, script="My own words."))
    assert "Choose a day within the next three weeks" in text_of(answer)
    assert "My own words." in text_of(answer)


def test_choice_of_another_centre_is_none(world, worker):
    elsewhere = AskingWorld()
    answer = worker.post(new(world), order(world, what=f"date:{elsewhere.session.pk}"))
    assert answer.status_code == 200
    assert not InviteCall.objects.exists()


def test_door_needs_a_place_and_tells_where(world, worker):
    assert "sign them up first" in text_of(worker.get(new(world, "door")))
    place = world.place()
    said = {"booking": place.pk, "champion": world.terry.pk, "where": "By the lamp", "sign": "A red scarf"}
    assert worker.post(new(world, "door"), said).status_code == 302
    assert InviteCall.objects.get().where == "By the lamp"


def test_list_shows_how_it_stands_and_what_is_stuck(world, worker):
    call = world.asked()
    invite_calls.record(call, "no_answer", after=0, by=world.as_terry())
    address = reverse("desk_invites:list")
    assert "tried once" in text_of(worker.get(address))
    consents.withdraw(person=world.brian, purpose=Purpose.CHAMPION_CALLS, by=world.worker)
    assert "The champion does not see it any more" in text_of(worker.get(address))
    assert "1 needs a look." in text_of(worker.get(reverse("desk:home")))


@pytest.mark.parametrize("others", [0, 2])
def test_list_takes_the_same_queries_however_many(world, worker, others, django_assert_num_queries):
    world.asked()
    for number in range(others):
        person = PersonFactory(centres=[world.centre])
        consents.give(person=person, purpose=Purpose.CHAMPION_CALLS, by=world.worker)
        champion = world.champion(f"Champion {number}")
        world.asked(person=person, champion=champion, point=ContactPointFactory(person=person))
    worker.get(reverse("desk_invites:list"))
    with django_assert_num_queries(QUERIES_OF_LIST):
        worker.get(reverse("desk_invites:list"))


def test_take_back_and_ask_somebody_else(world, worker):
    call = world.asked()
    answer = worker.post(reverse("desk_invites:take_back", args=[call.public_id]), {"again": "yes"})
    call.refresh_from_db()
    assert (call.state, answer["Location"]) == (CallState.TAKEN_BACK, new(world))


def test_persons_page_shows_what_was_asked(world, worker):
    world.asked()
    said = text_of(worker.get(reverse("desk:person", args=[world.brian.public_id])))
    assert "Asked in person by a champion" in said
    assert "Terry Moss" in said


# --- The champion's own -----------------------------------------------------------------------------

HOME = "my_champion:home"


def test_home_shows_a_first_name_a_number_and_the_words_and_the_look_is_recorded(world, terry):
    world.asked()
    said = text_of(terry.get(reverse(HOME)))
    for words in ("Call Brian", f"tel:{BRIANS}", SHOWN, "Learning to Live Again", "Hello Brian."):
        assert words in said
    assert "Halloran" not in said
    assert "Until Saturday, December 12" in said
    event = AuditEvent.objects.get(action="invitecall.viewed")
    assert (event.person_id, event.actor_person_id) == (world.brian.pk, world.terry.person_id)


def test_through_the_line_no_number_is_in_the_page(world, terry, texts):
    call = world.asked(through_line=True)
    for address in (reverse(HOME), reverse("asked_calls:call", args=[call.public_id])):
        said = text_of(terry.get(address))
        assert "Call through the centre’s line" in said
        for number in (BRIANS, SHOWN, BRIANS.removeprefix("+1")):
            assert number not in said


def test_button_rings(world, terry, texts):
    call = world.asked(through_line=True)
    answer = terry.post(reverse("asked_calls:ring", args=[call.public_id]), follow=True)
    assert "Your telephone rings in a moment." in text_of(answer)
    assert len(texts.rung) == 1


def test_at_night_there_is_no_button(world, terry, texts, time_machine):
    world.asked(through_line=True)
    time_machine.move_to(MONDAY.replace(hour=21))
    said = text_of(terry.get(reverse(HOME)))
    assert "It is too early or too late to call now." in said
    assert "Call through the centre’s line" not in said


def test_private_group_that_they_do_not_know_is_not_named():
    world = AskingWorld(sensitive=True)
    world.asked()
    said = text_of(signed_in(world.terrys_account()).get(reverse(HOME)))
    assert "Group at Guelph CHC" in said
    assert "Learning to Live Again" not in said


def test_whoever_came_by_a_link_sees_no_name(world, client):
    world.asked()
    world.terry.person.user = None
    world.terry.person.save()
    link = links.make(person=world.terry.person, by=person_actor(world.terry.person_id))
    client.post(link.address.removeprefix("http://testserver").replace("http://localhost:8000", ""))
    assert opened.KEY in client.session
    said = text_of(client.get(reverse(HOME)))
    assert "Something is asked of you for somebody." in said
    assert "Brian" not in said


def test_yes_on_the_page_books_the_place(world, terry):
    call = world.asked()
    answer = terry.post(reverse("asked_calls:call", args=[call.public_id]), {"result": "yes", "after": 0}, follow=True)
    assert "They have a place, and we tell them so." in text_of(answer)
    assert Booking.objects.get().session == world.session
    assert "Brian" not in text_of(answer)
    assert terry.get(reverse("asked_calls:call", args=[call.public_id])).status_code == 404


def test_yes_to_any_date_asks_which(world, terry):
    call = world.asked(session=None)
    address = reverse("asked_calls:call", args=[call.public_id])
    assert world.session.pk
    assert "Choose a date, so that they have a place." in text_of(terry.post(address, {"result": "yes", "after": 0}))
    terry.post(address, {"result": "yes", "after": 0, "session": world.session.pk})
    assert Booking.objects.get().session == world.session


@pytest.mark.parametrize("who", ["another champion", "a coordinator", "a champion elsewhere"])
def test_nobody_else_opens_it(world, who):
    call = world.asked()
    client = {
        "another champion": lambda: signed_in(world.champion("Rosa Diaz").person.user),
        "a coordinator": lambda: staff_client(Role.COORDINATOR, centre=world.centre),
        "a champion elsewhere": lambda: signed_in(AskingWorld().terrys_account()),
    }[who]()
    assert client.get(reverse("asked_calls:call", args=[call.public_id])).status_code == 404
    assert client.post(reverse("asked_calls:ring", args=[call.public_id])).status_code == 404


def test_champion_here_whose_centre_is_elsewhere_is_not_seen_by_staff_there(world):
    call = world.asked()
    stranger = staff_client(Role.LINK_WORKER)
    assert stranger.get(reverse("desk_invites:asked", args=[call.public_id])).status_code == 404
    assert "Brian" not in text_of(stranger.get(reverse("desk_invites:list")))


def test_person_sees_in_their_log_who_looked(world, terry):
    world.asked()
    terry.get(reverse(HOME))
    client = Client()
    client.force_login(world.worker_user())
    said = text_of(client.get(reverse("desk:person_access", args=[world.brian.public_id])))
    assert "Saw, as a champion, whom to call or meet" in said
