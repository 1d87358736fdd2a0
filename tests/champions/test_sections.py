"""What My page and a person's page say of a champion's hours."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from champions.services import hours
from core.actors import SYSTEM
from tests.factories.champions import ChampionFactory
from tests.factories.people import StaffRoleFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_my_page_thanks_for_the_hours_that_i_gave(client: Client) -> None:
    champion = ChampionFactory(person__user=UserFactory())
    for day in (1, 8):
        hours.credit(champion=champion, source=f"session:{day}", day=date(2026, 11, day), minutes=95, by=SYSTEM)
    client.force_login(champion.person.user)

    assert "You have given 3 hours as a Health Champion." in client.get(reverse("my:home")).content.decode()


def test_my_page_says_nothing_of_hours_before_the_first(client: Client) -> None:
    champion = ChampionFactory(person__user=UserFactory())
    client.force_login(champion.person.user)

    assert "as a Health Champion. Thank you" not in client.get(reverse("my:home")).content.decode()


@pytest.mark.parametrize(("here", "shown"), [(True, True), (False, False)])
def test_desk_shows_hours_to_the_champions_own_centre(client: Client, here: bool, shown: bool) -> None:
    champion = ChampionFactory()
    champion.person.centres.add(champion.centre)
    hours.credit(champion=champion, source="session:1", day=date(2026, 11, 1), minutes=120, by=SYSTEM)
    staff = StaffRoleFactory(centre=champion.centre) if here else StaffRoleFactory()
    client.force_login(staff.user)

    answer = client.get(reverse("desk:person", args=[champion.person.public_id]))

    assert ("2 hours given." in answer.content.decode()) is shown
