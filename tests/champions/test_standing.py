from datetime import date

import pytest

from champions.models import Champion
from champions.services import hours, standing
from core import clock
from core.actors import SYSTEM, Role
from core.errors import DomainError, Forbidden, Moved
from core.models import AuditEvent, Transition
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory, staff_actor

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


def test_update_keeps_what_a_champion_brings_and_records_only_which_changed():
    champion = ChampionFactory(languages=["en"], interests="Cards")
    role = StaffRoleFactory(centre=champion.centre, role=Role.LINK_WORKER)
    by = staff_actor(Role.MANAGER, centre=champion.centre)
    standing.update(champion, languages=["fr", "en"], interests="Cards ", supporter=role.user, by=by)
    champion.refresh_from_db()
    assert (champion.languages, champion.interests, champion.supporter) == (["en", "fr"], "Cards", role.user)
    event = AuditEvent.objects.get()
    assert (event.action, event.person_id, event.actor_user_id) == ("champion.changed", champion.person_id, by.user_id)
    assert event.detail == {"fields": ["languages", "supporter"]}


def test_update_that_changes_nothing_is_not_recorded():
    champion = ChampionFactory(languages=["en", "fr"], interests="Cards")
    standing.update(champion, languages=["fr", "en"], interests="Cards", supporter=None, by=SYSTEM)
    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.EVALUATOR])
def test_update_with_a_supporter_who_does_not_care_for_people_is_refused(role):
    champion = ChampionFactory()
    user = StaffRoleFactory(centre=champion.centre, role=role).user
    with pytest.raises(DomainError) as refused:
        standing.update(champion, languages=[], interests="", supporter=user, by=SYSTEM)
    assert refused.value.words == "Choose somebody who works at this centre."


def test_update_with_a_supporter_of_another_centre_or_a_closed_account_is_refused():
    champion = ChampionFactory()
    gone = StaffRoleFactory(centre=champion.centre, user__is_active=False).user
    for user in (StaffRoleFactory().user, gone):
        with pytest.raises(DomainError, match="supporter_elsewhere"):
            standing.update(champion, languages=[], interests="", supporter=user, by=SYSTEM)


def test_update_of_somebody_whose_record_is_erased_is_refused():
    champion = ChampionFactory(person__erased_at=clock.now())
    with pytest.raises(DomainError, match="already_erased"):
        standing.update(champion, languages=["en"], interests="", supporter=None, by=SYSTEM)


def test_update_by_a_link_worker_or_the_coordinator_of_another_centre_is_refused():
    champion = ChampionFactory()
    for by in (staff_actor(Role.LINK_WORKER, centre=champion.centre), staff_actor()):
        with pytest.raises(Forbidden):
            standing.update(champion, languages=[], interests="", supporter=None, by=by)
