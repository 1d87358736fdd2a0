"""The board, the list and the panel: constant in queries, for those who coordinate volunteers there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from champions.models import Champion, Standing
from core.actors import Role
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import StaffRoleFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def coordinator(centre):
    return staff_client(Role.COORDINATOR, centre=centre)


def coming(centre, standing=Standing.APPLIED, days=0, **fields):
    since = timezone.now() - timedelta(days=days)
    return ChampionFactory(centre=centre, standing=standing, stood_since=since, since=None, **fields)


@pytest.mark.parametrize("number", [1, 3])
def test_board_takes_the_same_queries_however_many(centre, coordinator, number, django_assert_num_queries):
    supporter = StaffRoleFactory(centre=centre).user
    for standing in Standing.values:
        ChampionFactory.create_batch(number, centre=centre, standing=standing, supporter=supporter)
    with django_assert_num_queries(14):
        response = coordinator.get(reverse("champions:board"))
    assert [len(column.cards) for column in response.context["columns"]] == [number] * 4
    assert (response.context["active"], response.context["paused"]) == (number, number)


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_queries_however_many(centre, coordinator, number, django_assert_num_queries):
    for _nth in range(number):
        coming(centre)
    with django_assert_num_queries(11):
        response = coordinator.get(reverse("champions:everybody"))
    assert len(response.context["cards"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_first_screen_takes_the_same_queries_however_many_are_stuck(
    centre, coordinator, number, django_assert_num_queries
):
    for _nth in range(number):
        coming(centre)
    with django_assert_num_queries(50):
        response = coordinator.get(reverse("desk:home"))
    assert "for a next step" in response.text


def test_column_shows_those_who_wait_longest_and_how_many_more_there_are(centre, coordinator, monkeypatch):
    monkeypatch.setattr("champions.views.board.CARDS", 2)
    new, old, middle = coming(centre, days=1), coming(centre, days=12), coming(centre, days=5)
    column = coordinator.get(reverse("champions:board")).context["columns"][1]
    assert [card.champion for card in column.cards] == [old, middle]
    assert ([card.age for card in column.cards], column.more) == (["12 days here", "5 days here"], 1)
    assert new.standing == column.standing


def test_card_stands_out_without_a_next_step_or_once_its_day_has_passed(centre, coordinator):
    today = timezone.localdate(timezone=centre.zone)
    fine = coming(centre, next_step="Coffee", next_step_on=today, days=3)
    undated = coming(centre, next_step="Coffee", days=2)
    late = coming(centre, next_step="Coffee", next_step_on=today - timedelta(days=1), days=1)
    bare = coming(centre)
    column = coordinator.get(reverse("champions:board")).context["columns"][1]
    found = [(card.champion, card.waits) for card in column.cards]
    assert found == [(fine, False), (undated, False), (late, True), (bare, True)]
    assert set(Champion.objects.all().stuck(today)) == {late, bare}


def test_whoever_serves_or_has_moved_on_is_never_stuck(centre):
    for standing in (Standing.ACTIVE, Standing.PAUSED, Standing.ALUMNI, Standing.DECLINED):
        coming(centre, standing=standing)
    assert not Champion.objects.all().stuck(timezone.localdate()).exists()


def narrowed(client, **query):
    page = client.get(reverse("champions:everybody"), query)
    return [card.champion for card in page.context["cards"]]


def test_list_is_narrowed_by_standing_by_who_sees_to_it_and_by_who_waits(centre, coordinator):
    supporter = StaffRoleFactory(centre=centre).user
    applied = coming(centre, next_step="Coffee", person__name="A")
    meeting = coming(centre, standing=Standing.MEETING, supporter=supporter, person__name="B")
    assert narrowed(coordinator) == [applied, meeting]
    assert narrowed(coordinator, standing="applied") == [applied]
    assert narrowed(coordinator, supporter=supporter.pk) == [meeting]
    assert narrowed(coordinator, overdue="on") == [meeting]
    assert narrowed(coordinator, standing="nonsense") == [applied, meeting]


def test_search_by_name_stays_out_of_the_address(centre, coordinator):
    terry = coming(centre, person__name="Thérèse Mòss")
    coming(centre, person__name="Pat Walker")
    response = coordinator.post(reverse("champions:everybody"), {"q": "mos ther"})
    assert response["Location"] == reverse("champions:everybody")
    assert narrowed(coordinator) == [terry]
    coordinator.post(reverse("champions:everybody"), {"q": ""})
    assert len(narrowed(coordinator)) == 2


def test_pages_keep_what_was_chosen(centre, coordinator, monkeypatch):
    monkeypatch.setattr("champions.views.board.PER_PAGE", 1)
    for _nth in range(2):
        coming(centre)
    page = coordinator.get(reverse("champions:everybody"), {"standing": "applied"})
    assert "?standing=applied&amp;page=2" in page.text


@pytest.mark.parametrize("name", ["champions:board", "champions:everybody"])
def test_board_and_list_are_for_who_coordinates_and_show_their_centre_alone(centre, name):
    coming(centre, person__name="Terry Moss")
    assert staff_client(Role.LINK_WORKER, centre=centre).get(reverse(name)).status_code == 403
    assert staff_client(Role.PROVIDER, centre=centre).get(reverse(name)).status_code == 403
    assert "Terry Moss" not in staff_client(Role.COORDINATOR).get(reverse(name)).text
    assert "Terry Moss" in staff_client(Role.MANAGER, centre=centre).get(reverse(name)).text
