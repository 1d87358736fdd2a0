from datetime import date

import pytest

from champions.models import Champion
from champions.services import hours, standing
from core.actors import SYSTEM, Role
from core.errors import Forbidden, Moved
from core.models import Transition
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db


def test_welcome_twice_is_one_champion_known_at_the_centre():
    person, centre = PersonFactory(), CentreFactory()
    by = staff_actor(centre=centre)
    first = standing.welcome(person=person, centre=centre, since=date(2026, 2, 2), by=by)
    assert standing.welcome(person=person, centre=centre, since=date(2026, 9, 9), by=by) == first
    assert (first.is_active, first.since) == (True, date(2026, 2, 2))
    assert list(person.centres.all()) == [centre]
    assert [step.name for step in Transition.of(first)] == ["welcome"]


def test_pause_and_resume_are_remembered():
    champion = ChampionFactory()
    by = staff_actor(centre=champion.centre)
    standing.pause(champion, by=by)
    assert list(Champion.objects.all().active()) == []
    standing.resume(champion, by=by)
    assert list(Champion.objects.all().active()) == [champion]
    assert [(step.name, step.actor_user_id) for step in Transition.of(champion)] == [
        ("pause", by.user_id),
        ("resume", by.user_id),
    ]


def test_pause_of_somebody_on_a_break_says_that_it_moved():
    with pytest.raises(Moved):
        standing.pause(ChampionFactory(paused=True), by=SYSTEM)


@pytest.mark.parametrize("role", [Role.LINK_WORKER, Role.PROVIDER, Role.EVALUATOR])
def test_pause_by_other_roles_is_refused(role):
    champion = ChampionFactory()
    with pytest.raises(Forbidden):
        standing.pause(champion, by=staff_actor(role, centre=champion.centre))


def test_pause_by_the_coordinator_of_another_centre_is_refused():
    with pytest.raises(Forbidden):
        standing.pause(ChampionFactory(), by=staff_actor())


def test_hours_of_the_same_source_are_corrected_and_never_counted_twice():
    champion = ChampionFactory()
    hours.credit(champion=champion, source="session:7", day=date(2026, 11, 2), minutes=90, by=SYSTEM)
    hours.credit(champion=champion, source="session:7", day=date(2026, 11, 2), minutes=60, by=SYSTEM)
    assert [row.minutes for row in champion.hours.all()] == [60]
