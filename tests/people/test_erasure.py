import pytest

from champions.services import hours
from core import audit
from core.actors import SYSTEM, Role
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from people.models import Consent, ContactPoint, Person, User
from people.models.consent import Purpose
from people.services import consents, erasure
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import ContactPointFactory, PersonFactory, StaffRoleFactory, staff_actor

pytestmark = pytest.mark.django_db


def test_erase_leaves_rows_that_count_and_tell_nothing():
    person = PersonFactory(name="Brian H.", with_account=True, access_needs="a ramp", interpreter="ASL")
    ContactPointFactory(person=person)
    consents.give(person=person, purpose=Purpose.NEWS, by=SYSTEM)
    audit.record("person.viewed", by=SYSTEM, person_id=person.pk)
    erasure.erase(person, by=SYSTEM)
    stored = Person.objects.get()
    assert (stored.name, stored.search_name, stored.access_needs, stored.interpreter) == ("—", "", "", "")
    assert stored.erased_at is not None
    assert (User.objects.count(), ContactPoint.objects.count(), Consent.objects.count()) == (0, 0, 1)
    assert AuditEvent.about(person.pk)[0].action == "person.erased"


def test_erase_of_a_champion_keeps_their_hours_and_forgets_their_words():
    champion = ChampionFactory(interests="Euchre")
    hours.credit(champion=champion, source="session:1", day=champion.since, minutes=90, by=SYSTEM)
    erasure.erase(champion.person, by=SYSTEM)
    champion.refresh_from_db()
    assert (champion.standing, champion.interests, champion.languages) == ("alumni", "", [])
    assert [row.minutes for row in champion.hours.all()] == [90]


def test_erase_of_somebody_who_works_here_keeps_the_account():
    person = PersonFactory(with_account=True)
    held = StaffRoleFactory(user=person.user)
    erasure.erase(person, by=SYSTEM)
    assert list(User.objects.all()) == [held.user]
    assert Person.objects.get().user is None


def test_erase_twice_is_refused():
    person = PersonFactory()
    erasure.erase(person, by=SYSTEM)
    with pytest.raises(DomainError, match="already_erased"):
        erasure.erase(person, by=SYSTEM)


def test_erase_takes_a_manager_of_the_persons_centre():
    centre = CentreFactory()
    person = PersonFactory(centres=[centre])
    for stranger in (staff_actor(Role.COORDINATOR, centre=centre), staff_actor(Role.MANAGER)):
        with pytest.raises(Forbidden):
            erasure.erase(person, by=stranger)
    erasure.erase(person, by=staff_actor(Role.MANAGER, centre=centre))
    assert Person.visible_to(staff_actor(centre=centre)).count() == 0
