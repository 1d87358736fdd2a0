"""What a champion's file, their home and a person's page at the desk say of matches."""

import pytest
from django.urls import reverse

from core.actors import Role
from tests.factories.champions import ChampionFactory
from tests.factories.companions import MatchFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def match():
    return MatchFactory(together=True, request__person__name="Rosa Moss")


def test_file_of_a_champion_shows_their_matches_to_those_who_coordinate(match):
    address = reverse("champions:file", args=[match.champion_id])
    page = staff_client(Role.COORDINATOR, centre=match.centre).get(address).text
    assert "Rosa Moss and" in page
    assert "friendly visit" in page.lower()
    assert staff_client(Role.LINK_WORKER, centre=match.centre).get(address).status_code == 403
    assert staff_client(Role.COORDINATOR).get(address).status_code == 404


def test_person_s_page_shows_their_wish_and_their_match(match):
    address = reverse("desk:person", args=[match.request.person.public_id])
    page = staff_client(Role.LINK_WORKER, centre=match.centre).get(address).text
    assert "Rosa Moss and" in page
    assert reverse("desk_matches:request", args=[match.request.public_id]) in page


def test_page_of_a_champion_as_a_person_says_nothing_of_whom_they_visit(match):
    address = reverse("desk:person", args=[match.champion.person.public_id])
    assert "Rosa" not in staff_client(Role.LINK_WORKER, centre=match.centre).get(address).text


@pytest.mark.parametrize("number", [1, 3])
def test_home_takes_the_same_queries_however_many(number, django_assert_num_queries):
    champion = ChampionFactory(with_account=True)
    for _one in range(number):
        MatchFactory(request__centre=champion.centre, champion=champion, together=True)
    client = signed_in(champion.person.user)
    client.get(reverse("my_champion:home"))
    with django_assert_num_queries(37):
        client.get(reverse("my_champion:home"))


def test_home_of_somebody_on_the_way_offers_nothing_yet():
    champion = ChampionFactory(with_account=True, standing="screening")
    assert "Say what would suit you" not in signed_in(champion.person.user).get(reverse("my_champion:home")).text
