"""The chart number on a person's page, and who may write it down."""

import pytest
from django.urls import reverse

from core.actors import Role
from core.models import AuditEvent
from people.models import ChartNumber
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory
from tests.people.conftest import staff_client

pytestmark = pytest.mark.django_db


def address(person):
    return reverse("desk:person_chart", args=[person.public_id])


def test_staff_write_it_down_and_it_stands_among_the_details(person, as_colleague):
    response = as_colleague.post(address(person), {"number": "b 12 34"})
    assert response["Location"] == reverse("desk:person", args=[person.public_id])
    assert ChartNumber.objects.get(person=person).number == "B1234"
    assert "B1234" in as_colleague.get(response["Location"]).text
    assert AuditEvent.objects.filter(action="person.changed", person_id=person.pk).get().detail == {
        "fields": ["chart_number"]
    }
    as_colleague.post(address(person), {"number": ""})
    assert not ChartNumber.objects.exists()


def test_number_of_somebody_else_is_refused_at_the_field(person, as_colleague):
    centre = person.centres.get()
    other = PersonFactory(centres=[centre])
    ChartNumber.objects.create(person=other, centre=centre, number="B1234")
    response = as_colleague.post(address(person), {"number": "B1234"})
    assert list(response.context["form"].errors) == ["number"]
    assert response.context["form"]["number"].value() == "B1234"


def test_another_centre_s_number_is_not_shown(person, as_colleague):
    elsewhere = CentreFactory()
    person.centres.add(elsewhere)
    ChartNumber.objects.create(person=person, centre=elsewhere, number="ZZ99")
    assert "ZZ99" not in as_colleague.get(reverse("desk:person", args=[person.public_id])).text


def test_champion_s_number_as_a_client_is_kept_from_who_coordinates_volunteers(person, as_colleague):
    centre = person.centres.get()
    ChampionFactory(person=person, centre=centre)
    ChartNumber.objects.create(person=person, centre=centre, number="B1234")
    page = reverse("desk:person", args=[person.public_id])
    assert "B1234" not in as_colleague.get(page).text
    assert as_colleague.get(address(person)).status_code == 403
    assert "B1234" in staff_client(Role.LINK_WORKER, centre=centre).get(page).text


def test_strangers_and_providers_stay_outside(person, as_stranger, as_owner):
    provider = staff_client(Role.PROVIDER, centre=person.centres.get())
    asked = [client.get(address(person)).status_code for client in (as_stranger, as_owner, provider)]
    assert asked == [404, 403, 403]
