import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from people.models import Person
from people.services import consents
from tests.factories.people import ContactPointFactory, PersonFactory, UserFactory
from tests.people.conftest import signed_in

pytestmark = pytest.mark.django_db


def test_home_of_a_visitor_asks_to_sign_in():
    response = Client().get(reverse("my:home"))
    assert (response.status_code, response["Location"]) == (302, "/en/accounts/login/?next=/en/my/")


def test_home_greets_by_the_first_name(as_owner):
    assert "Hello, Brian<" in as_owner.get(reverse("my:home")).text


def test_home_of_a_new_account_makes_its_person_once():
    user = UserFactory(name="Terry Fox")
    client = signed_in(user)
    client.get(reverse("my:home"))
    client.get(reverse("my:details"))
    assert [(person.name, person.user) for person in Person.objects.all()] == [("Terry Fox", user)]


def test_details_show_ones_own_and_nobody_elses(person, as_owner, as_stranger):
    assert "Brian Halloran" in as_owner.get(reverse("my:details")).text
    assert "Brian Halloran" not in as_stranger.get(reverse("my:details")).text


@pytest.mark.parametrize("points", [1, 3])
def test_details_take_the_same_queries_however_many_contact_points(
    person, as_owner, points, django_assert_num_queries
):
    ContactPointFactory.create_batch(points, person=person)
    with django_assert_num_queries(10):
        as_owner.get(reverse("my:details"))


def test_details_are_changed_by_their_person(person, as_owner):
    answers = {"name": "Brian H.", "pronouns": "he", "language": "fr", "access_needs": "Large print"}
    response = as_owner.post(reverse("my:details_edit"), answers)
    assert (response.status_code, response["Location"]) == (302, reverse("my:details"))
    person.refresh_from_db()
    assert (person.name, person.pronouns, person.language, person.access_needs) == (
        "Brian H.",
        "he",
        "fr",
        "Large print",
    )


def test_contact_points_are_added_and_removed_by_their_person(person, as_owner):
    as_owner.post(reverse("my:contact_add"), {"kind": "email", "value": "Brian@Example.org"})
    point = person.contact_points.get()
    assert (point.kind, point.value) == ("email", "brian@example.org")
    as_owner.post(reverse("my:contact_remove", args=[point.pk]))
    assert person.contact_points.count() == 0


def test_contact_point_of_somebody_else_cannot_be_removed(as_owner, as_colleague, person):
    point = ContactPointFactory(person=PersonFactory(centres=[person.centres.get()]))
    for client in (as_owner, as_colleague):
        assert client.post(reverse("my:contact_remove", args=[point.pk])).status_code == 404


def test_agreements_are_changed_by_their_person(person, as_owner):
    as_owner.post(reverse("my:agreements"), {"agreed": ["news"]})
    assert consents.agreed(person) == ["news"]
    as_owner.post(reverse("my:agreements"), {})
    assert consents.agreed(person) == []
    assert {consent.recorded_by_user_id for consent in person.consents.all()} == {None}


def test_my_page_speaks_french(as_owner):
    with translation.override("fr"):
        address = reverse("my:home")
    response = as_owner.get(address)
    assert (response.status_code, response.headers["Content-Language"]) == (200, "fr")
