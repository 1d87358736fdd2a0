"""The open door: somebody whom nobody asked would like to help."""

import uuid

import pytest
from django.urls import reverse

from champions.models import Application, Champion, Standing
from people.models import Person
from tests.factories.centres import CentreFactory
from tests.factories.champions import ApplicationFactory, ChampionFactory
from tests.factories.people import ContactPointFactory, PersonFactory, UserFactory
from tests.people.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory()


def answers(centre, **other):
    said = {"name": "Noor Haddad", "contact_kind": "email", "contact": "noor@example.org", "words": "Baking"}
    return {**said, "centre": centre.pk, "request_key": str(uuid.uuid4()), **other}


def test_stranger_is_thanked_and_stands_on_the_board(client, centre):
    response = client.post(reverse("offer:start"), answers(centre))
    assert response["Location"] == reverse("offer:thanks")
    champion = Champion.objects.get()
    assert (champion.person.name, champion.centre, champion.standing) == ("Noor Haddad", centre, Standing.APPLIED)
    assert champion.application.first_words == "Baking"


def test_answer_is_the_same_whether_the_address_is_known(client, centre):
    ContactPointFactory(
        person=PersonFactory(name="Noor Haddad", centres=[centre]), by_email=True, value="noor@example.org"
    )
    known = client.post(reverse("offer:start"), answers(centre))
    unknown = client.post(reverse("offer:start"), answers(centre, contact="somebody@example.org"))
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert Person.objects.filter(name="Noor Haddad").count() == 3


def test_program_that_fills_in_everything_is_thanked_and_nobody_is_made(client, centre):
    response = client.post(reverse("offer:start"), answers(centre, homepage="https://example.org"))
    assert response["Location"] == reverse("offer:thanks")
    assert Champion.objects.count() == 0


def test_form_sent_twice_makes_one(client, centre):
    said = answers(centre)
    for _twice in range(2):
        assert client.post(reverse("offer:start"), said).status_code == 302
    assert Champion.objects.count() == 1


def test_too_many_are_told_whom_to_call_and_lose_nothing(client, centre, settings):
    settings.THROTTLE, settings.THROTTLE_PER_CONTACT = True, 1
    client.post(reverse("offer:start"), answers(centre))
    response = client.post(reverse("offer:start"), answers(centre))
    assert "That was too often for now." in response.text
    assert 'value="Noor Haddad"' in response.text
    assert Champion.objects.count() == 1


def test_what_is_wrong_stands_at_each_field(client, centre):
    form = client.post(reverse("offer:start"), answers(centre, name="", contact="noor", words="")).context["form"]
    assert sorted(form.errors) == ["contact", "name", "words"]


def test_centre_that_is_not_listed_cannot_be_chosen(client):
    hidden = CentreFactory(listed=False)
    form = client.post(reverse("offer:start"), answers(hidden)).context["form"]
    assert list(form.errors) == ["centre"]


def test_whoever_is_signed_in_is_not_asked_for_a_name_and_goes_on_to_the_pages(centre):
    person = PersonFactory(with_account=True)
    client = signed_in(person.user)
    assert list(client.get(reverse("offer:start")).context["form"].fields) == ["centre", "words"]
    response = client.post(reverse("offer:start"), {"centre": centre.pk, "words": "Baking"})
    champion = Champion.objects.get()
    assert (champion.person, response["Location"]) == (person, reverse("my_champion:page", args=[champion.pk, 1]))


def test_account_that_is_nobody_yet_becomes_somebody(centre):
    user = UserFactory(name="Noor Haddad")
    signed_in(user).post(reverse("offer:start"), {"centre": centre.pk, "words": "Baking"})
    assert Champion.objects.get().person.user == user


def test_whoever_is_on_the_way_already_is_told(centre):
    champion = ChampionFactory(centre=centre, standing=Standing.MEETING, person__with_account=True)
    response = signed_in(champion.person.user).post(reverse("offer:start"), {"centre": centre.pk, "words": "Baking"})
    assert "We know already that you would like to help." in response.text


# --- One's own page -----------------------------------------------------------------------------
def test_my_page_offers_to_help_or_leads_to_ones_work():
    person, champion = PersonFactory(with_account=True), ChampionFactory(with_account=True)
    pages = [signed_in(one.user).get(reverse("my:home")).text for one in (person, champion.person)]
    assert [reverse("offer:start") in page for page in pages] == [True, False]
    assert [reverse("my_champion:home") in page for page in pages] == [False, True]


def test_home_leads_on_to_the_next_page_of_the_form():
    application = ApplicationFactory(pages=2, champion__with_account=True)
    client = signed_in(application.champion.person.user)
    page = client.get(reverse("my_champion:home")).text
    assert reverse("my_champion:page", args=[application.champion.pk, 3]) in page


def test_on_ones_own_page_everything_is_shown_back_and_sent():
    application = ApplicationFactory(champion__with_account=True)
    pk = application.champion.pk
    client = signed_in(application.champion.person.user)
    assert "I was alone for a long time." in client.get(reverse("my_champion:page", args=[pk, 3])).text
    assert client.post(reverse("my_champion:check", args=[pk]))["Location"] == reverse("my_champion:home")
    assert Application.objects.get().is_sent


def test_nobody_opens_the_pages_of_somebody_else():
    application = ApplicationFactory()
    other = ChampionFactory(centre=application.champion.centre, with_account=True)
    client = signed_in(other.person.user)
    for address in (
        reverse("my_champion:page", args=[application.champion.pk, 1]),
        reverse("my_champion:check", args=[application.champion.pk]),
    ):
        assert client.get(address).status_code == 404
