import pytest
from django.urls import reverse

from champions.models import Champion
from core.actors import Role
from core.models import AuditEvent
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_queries_however_many(number, django_assert_num_queries):
    centre = CentreFactory()
    ChampionFactory.create_batch(number, centre=centre)
    client = staff_client(Role.COORDINATOR, centre=centre)
    with django_assert_num_queries(11):
        response = client.get(reverse("champions:list"))
    assert len(response.context["page"]) == number


def test_list_shows_the_centres_own_and_how_many_are_active():
    champion = ChampionFactory()
    ChampionFactory(centre=champion.centre, paused=True)
    here = staff_client(Role.LINK_WORKER, centre=champion.centre).get(reverse("champions:list")).context
    elsewhere = staff_client(Role.COORDINATOR).get(reverse("champions:list")).context
    assert (here["total"], here["active"], here["paused"], here["may_manage"]) == (2, 1, 1, False)
    assert (list(elsewhere["page"]), elsewhere["total"], elsewhere["may_manage"]) == ([], 0, True)


@pytest.mark.parametrize(("name", "start", "end"), [("pause", "active", "paused"), ("resume", "paused", "active")])
def test_buttons_move_the_standing_for_a_colleague_and_not_for_a_stranger(name, start, end):
    champion = ChampionFactory(standing=start)
    address = reverse(f"champions:{name}", args=[champion.pk])
    assert staff_client(Role.COORDINATOR).post(address).status_code == 404
    colleague = staff_client(Role.COORDINATOR, centre=champion.centre)
    assert colleague.get(address).status_code == 405
    assert colleague.post(address)["Location"] == reverse("champions:list")
    assert Champion.objects.get().standing == end


def test_button_pressed_twice_says_that_it_moved():
    champion = ChampionFactory(paused=True)
    colleague = staff_client(Role.COORDINATOR, centre=champion.centre)
    response = colleague.post(reverse("champions:pause", args=[champion.pk]), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_list_is_closed_to_evaluators():
    assert staff_client(Role.EVALUATOR).get(reverse("champions:list")).status_code == 403


def test_welcome_makes_a_champion_whom_the_colleague_supports():
    person = PersonFactory(centres=[CentreFactory()])
    address = reverse("champions:welcome", args=[person.public_id])
    assert staff_client(Role.COORDINATOR).post(address).status_code == 404
    assert staff_client(Role.LINK_WORKER, centre=person.centres.get()).post(address).status_code == 403
    role = StaffRoleFactory(centre=person.centres.get())
    response = signed_in(role.user).post(address)
    assert response["Location"] == reverse("desk:person", args=[person.public_id])
    champion = Champion.objects.get()
    assert (champion.person, champion.centre, champion.supporter) == (person, role.centre, role.user)


def test_record_of_a_champion_says_so_and_offers_no_second_welcome():
    champion = ChampionFactory()
    other = PersonFactory(centres=[champion.centre])
    colleague = staff_client(Role.COORDINATOR, centre=champion.centre)
    pages = [colleague.get(reverse("desk:person", args=[one.public_id])).text for one in (champion.person, other)]
    assert ["Welcome as a Health Champion" in page for page in pages] == [False, True]


def test_list_is_a_look_at_every_champion_on_it():
    champion = ChampionFactory()
    staff_client(Role.COORDINATOR, centre=champion.centre).get(reverse("champions:list"))
    assert list(AuditEvent.objects.values_list("action", "person_id")) == [("person.listed", champion.person_id)]
