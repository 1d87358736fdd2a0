"""The screen with which a coordinator or manager writes down what a champion brings."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from champions.models import Champion
from champions.services import standing
from core.actors import Role
from core.errors import DomainError
from core.models import AuditEvent
from tests.factories.champions import ChampionFactory
from tests.factories.people import StaffRoleFactory
from tests.people.conftest import signed_in, staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def champion() -> Champion:
    return ChampionFactory(languages=["en", "fcs"], interests="Cards", supporter=None)


@pytest.fixture
def as_colleague(champion) -> Client:
    return staff_client(Role.COORDINATOR, centre=champion.centre, user__name="Marjorie Okafor")


def address_of(champion: Champion) -> str:
    return reverse("champions:edit", args=[champion.pk])


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MANAGER])
def test_edit_keeps_what_was_written_and_shows_it_in_the_list(champion, role):
    held = StaffRoleFactory(role=role, centre=champion.centre, user__name="Marjorie Okafor")
    answers = {"languages": ["oj", "fr"], "interests": " Fishing ", "supporter": held.user.pk}
    response = signed_in(held.user).post(address_of(champion), answers, follow=True)
    assert response.redirect_chain == [(reverse("champions:list"), 302)]
    champion.refresh_from_db()
    assert (champion.languages, champion.interests, champion.supporter) == (["fr", "oj"], "Fishing", held.user)
    for words in ("Saved.", "French, Ojibwe", "Fishing", "Supported by Marjorie Okafor"):
        assert words in response.text


def test_edit_shows_what_is_there_and_the_centres_care_staff_alone(champion, as_colleague):
    StaffRoleFactory(centre=champion.centre, role=Role.EVALUATOR)
    StaffRoleFactory()
    form = as_colleague.get(address_of(champion)).context["form"]
    assert form.initial == {"languages": ["en", "fcs"], "interests": "Cards", "supporter": None}
    assert [str(label) for _value, label in form.fields["supporter"].choices] == ["Nobody yet", "Marjorie Okafor"]


def test_edit_can_leave_all_empty(champion, as_colleague):
    as_colleague.post(address_of(champion), {})
    champion.refresh_from_db()
    assert (champion.languages, champion.interests, champion.supporter) == ([], "", None)


def test_edit_says_at_each_field_what_is_wrong(champion, as_colleague):
    stranger = StaffRoleFactory().user
    answers = {"languages": ["xx"], "interests": "a" * 301, "supporter": stranger.pk}
    response = as_colleague.post(address_of(champion), answers)
    assert response.status_code == 200
    assert sorted(response.context["form"].errors) == ["interests", "languages", "supporter"]
    assert response.context["form"].errors["supporter"] == ["Choose somebody who works at this centre."]


def test_edit_says_at_the_field_what_the_service_refuses(champion, as_colleague, monkeypatch):
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise DomainError("supporter_elsewhere")

    monkeypatch.setattr(standing, "update", refuse)
    form = as_colleague.post(address_of(champion), {}).context["form"]
    assert form.errors == {"supporter": ["Choose somebody who works at this centre."]}


@pytest.mark.parametrize("method", ["get", "post"])
def test_edit_is_for_coordinators_and_managers_of_the_centre(champion, method):
    def status(client: Client) -> int:
        return getattr(client, method)(address_of(champion)).status_code

    assert status(staff_client(Role.COORDINATOR)) == 404
    assert status(staff_client(Role.LINK_WORKER, centre=champion.centre)) == 403
    assert Champion.objects.get().interests == "Cards"


def test_edit_of_somebody_whose_record_is_erased_does_not_exist(as_colleague, champion):
    champion.person.erased_at = timezone.now()
    champion.person.save()
    assert as_colleague.get(address_of(champion)).status_code == 404
    assert address_of(champion) not in as_colleague.get(reverse("champions:list")).text


def test_edit_is_a_look_at_the_champion(as_colleague, champion):
    as_colleague.get(address_of(champion))
    assert list(AuditEvent.objects.values_list("action", "person_id")) == [("person.viewed", champion.person_id)]


@pytest.mark.parametrize(("role", "offered"), [(Role.COORDINATOR, True), (Role.LINK_WORKER, False)])
def test_list_and_record_offer_the_edit_to_those_who_may(champion, role, offered):
    client = staff_client(role, centre=champion.centre)
    for page in (reverse("champions:list"), reverse("desk:person", args=[champion.person.public_id])):
        assert (address_of(champion) in client.get(page).text) is offered
