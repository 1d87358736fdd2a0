from datetime import UTC, datetime

import pytest

from core.actors import PUBLIC, SYSTEM, Role, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from people.models import Person
from people.services import persons
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, UserFactory, staff_actor

pytestmark = pytest.mark.django_db


def test_register_makes_a_person_with_one_contact_point_at_the_centre():
    centre = CentreFactory()
    made = persons.register(name=" Brian H. ", language="fr", centre=centre, contact="519-555-0142", by=PUBLIC)
    stored = Person.objects.get()
    assert (stored, stored.name, stored.language) == (made, "Brian H.", "fr")
    assert list(stored.centres.all()) == [centre]
    assert [(point.kind, point.value) for point in stored.contact_points.all()] == [("landline", "+15195550142")]
    assert AuditEvent.about(made.pk).get().action == "person.registered"


def test_register_of_a_known_name_and_number_makes_somebody_new():
    centre = CentreFactory()
    first = persons.register(name="Terry", centre=centre, contact="519-555-0142", by=PUBLIC)
    second = persons.register(name="Terry", centre=centre, contact="519-555-0142", by=PUBLIC)
    assert first.pk != second.pk


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": "  "}, "name_missing"),
        ({"name": "Terry", "contact": "12"}, "not_a_phone"),
        ({"name": "Terry", "contact": "terry@"}, "not_an_email"),
        ({"name": "Terry", "emergency_phone": "no idea"}, "not_a_phone"),
    ],
)
def test_register_with_what_cannot_be_stored_leaves_nothing(given, code):
    with pytest.raises(DomainError) as caught:
        persons.register(centre=CentreFactory(), by=PUBLIC, **given)
    assert caught.value.code == code
    assert Person.objects.count() == 0


def test_register_with_an_unknown_detail_is_a_mistake_in_the_code():
    with pytest.raises(TypeError, match="diagnosis"):
        persons.register(name="Terry", centre=CentreFactory(), by=PUBLIC, diagnosis="none")


def test_update_details_by_the_person_records_which_fields_and_not_what_they_say():
    person = PersonFactory(with_account=True)
    me = person_actor(person.pk, user_id=person.user_id)
    persons.update_details(person, by=me, name="Élodie", pronouns="elle", language="fr")
    person.refresh_from_db()
    assert (person.name, person.search_name, person.pronouns) == ("Élodie", "elodie", "elle")
    assert person.user.language == "fr"
    assert AuditEvent.about(person.pk).get().detail == {"fields": ["language", "name", "pronouns"]}


def test_update_details_without_a_change_records_nothing():
    person = PersonFactory()
    persons.update_details(person, by=person_actor(person.pk), name=person.name)
    assert AuditEvent.about(person.pk).count() == 0


def test_update_details_by_staff_of_another_centre_is_refused():
    with pytest.raises(Forbidden):
        persons.update_details(PersonFactory(centres=[CentreFactory()]), by=staff_actor(), name="Somebody")


def test_link_user_of_somebody_else_is_refused():
    taken = PersonFactory(with_account=True)
    with pytest.raises(DomainError, match="account_taken"):
        persons.link_user(PersonFactory(), user=taken.user, by=SYSTEM)
    with pytest.raises(DomainError, match="person_taken"):
        persons.link_user(taken, user=UserFactory(), by=SYSTEM)


def test_of_account_makes_one_person_and_never_takes_one_by_address():
    namesake = persons.register(name="Terry", centre=CentreFactory(), contact="terry@example.org", by=PUBLIC)
    user = UserFactory(email="terry@example.org", name="", language="fr")
    made = persons.of_account(user)
    assert made.pk != namesake.pk
    assert (made.name, made.language, made.user) == ("terry", "fr", user)
    assert persons.of_account(user) == made


def test_connect_twice_is_one_connection():
    person, centre = PersonFactory(), CentreFactory()
    persons.connect(person, centre=centre, by=SYSTEM)
    persons.connect(person, centre=centre, by=SYSTEM)
    assert list(person.centres.all()) == [centre]
    assert AuditEvent.about(person.pk).count() == 1


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LINK_WORKER, Role.MANAGER])
def test_care_staff_see_the_people_of_their_centre_only(role):
    here, elsewhere = CentreFactory(), CentreFactory()
    known = PersonFactory(centres=[here])
    PersonFactory(centres=[elsewhere])
    assert list(Person.visible_to(staff_actor(role, centre=here))) == [known]


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.PROVIDER])
def test_evaluators_and_providers_see_nobody(role):
    centre = CentreFactory()
    PersonFactory(centres=[centre])
    assert Person.visible_to(staff_actor(role, centre=centre)).count() == 0


def test_needs_are_asked_once_and_remembered():
    person = PersonFactory()
    me = person_actor(person.pk)
    asked = datetime(2026, 1, 5, 15, tzinfo=UTC)
    persons.remember_needs(person, access_needs="", interpreter="", by=me, now=asked)
    person.refresh_from_db()
    assert person.needs_asked_at == asked
    persons.update_details(person, name="Somebody Else", by=me)
    assert person.needs_asked_at == asked
    persons.update_details(person, interpreter=" ASL ", by=me)
    person.refresh_from_db()
    assert (person.interpreter, person.needs_asked_at > asked) == ("ASL", True)


def test_needs_are_not_remembered_by_strangers():
    with pytest.raises(Forbidden):
        persons.remember_needs(PersonFactory(), access_needs="", interpreter="ASL", by=staff_actor())
