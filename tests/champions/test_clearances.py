from datetime import date

import pytest

from champions.models import Clearance, Decision, Need, Work
from champions.services import clearances
from core.actors import Role
from core.errors import Forbidden
from tests.factories.champions import ChampionFactory
from tests.factories.people import staff_actor

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)


def settle(champion, *needs, **answers):
    by = staff_actor(centre=champion.centre)
    for need in needs:
        clearances.settle(champion, need, by=by, on=TODAY, **answers)


def test_lacking_names_what_is_missing_and_leaves_out_whoever_is_ready():
    ready, new = ChampionFactory(), ChampionFactory()
    settle(ready, Need.ORIENTATION, Need.CONFIDENTIALITY)
    settle(new, Need.CONFIDENTIALITY)
    assert clearances.lacking([ready, new], [Work.HOST], on=TODAY) == {new.pk: [Need.ORIENTATION]}


def test_lacking_asks_once_however_many_champions_there_are(django_assert_num_queries):
    with django_assert_num_queries(1):
        clearances.lacking([ChampionFactory.build(pk=pk) for pk in range(1, 40)], [Work.HOST], on=TODAY)


def test_a_wider_police_check_says_what_a_narrower_one_does():
    champion = ChampionFactory()
    settle(champion, Need.VSC)
    assert clearances.lacking([champion], [Work.MONEY], on=TODAY) == {}


@pytest.mark.parametrize("answers", [{"until": date(2026, 11, 27)}, {"decision": Decision.REFUSED}])
def test_what_has_run_out_or_was_refused_settles_nothing(answers):
    champion = ChampionFactory()
    settle(champion, Need.CRC, **answers)
    assert clearances.lacking([champion], [Work.MONEY], on=TODAY) == {champion.pk: [Need.CRC]}


def test_a_file_is_seen_by_its_champion_and_by_coordinators_of_the_centre_alone():
    champion = ChampionFactory()
    settle(champion, Need.CRC)
    at = champion.centre
    assert [
        Clearance.visible_to(staff_actor(role, centre=centre)).count()
        for role, centre in [
            (Role.COORDINATOR, at),
            (Role.MANAGER, at),
            (Role.LINK_WORKER, at),
            (Role.PROVIDER, at),
            (Role.COORDINATOR, ChampionFactory().centre),
        ]
    ] == [1, 1, 0, 0, 0]


def test_settling_by_a_link_worker_is_refused():
    champion = ChampionFactory()
    with pytest.raises(Forbidden):
        clearances.settle(champion, Need.CRC, by=staff_actor(Role.LINK_WORKER, centre=champion.centre), on=TODAY)
