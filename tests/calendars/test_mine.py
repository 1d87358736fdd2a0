"""*My calendars*: who is offered what, and what is shown once."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from calendars.models import Scope, Subscription
from calendars.services import subscriptions
from core.actors import SYSTEM
from people.models import Person
from people.services import links
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, StaffRoleFactory

NEW = {"scope": "places", "language": "en", "reminder": "0", "shows_waiting": "on"}


@pytest.fixture
def person(db: None) -> Person:
    return PersonFactory(with_account=True)


@pytest.fixture
def mine(person: Person, client: Client) -> Client:
    client.force_login(person.user)
    return client


def offered(client: Client) -> list[str]:
    form = client.get(reverse("my_calendars:new")).context["form"]
    return [str(value) for value, _label in form.fields["scope"].choices]


def address(html: str) -> str:
    [found] = re.findall(r'value="(http://localhost:8000/calendar/own/[^"]+)"', html)
    return found


def test_everybody_has_their_places(mine: Client) -> None:
    assert offered(mine) == ["places"]


def test_champion_also_has_what_they_lead(mine: Client, person: Person) -> None:
    ChampionFactory(person=person)

    assert offered(mine) == ["places", "led"]


@pytest.mark.parametrize(("role", "scopes"), [("coordinator", ["places", "centre"]), ("evaluator", ["places"])])
def test_care_staff_also_have_their_centre(mine: Client, person: Person, role: str, scopes: list[str]) -> None:
    StaffRoleFactory(user=person.user, role=role)

    assert offered(mine) == scopes


def test_centre_that_is_not_offered_cannot_be_chosen(mine: Client) -> None:
    response = mine.post(reverse("my_calendars:new"), {**NEW, "scope": "centre"})

    assert response.context["form"].errors.keys() == {"scope"}
    assert not Subscription.objects.exists()


def test_address_is_shown_once_and_kept_by_nobody(mine: Client) -> None:
    shown = mine.post(reverse("my_calendars:new"), NEW)

    assert (shown.status_code, shown["Cache-Control"]) == (200, "no-store")
    assert shown["Referrer-Policy"] == "same-origin"
    html = shown.content.decode()
    token = address(html).split("/")[-1].removesuffix(".ics")
    assert subscriptions.by_token(token) is not None
    assert "you give the address, and so your dates, to Google or Microsoft" in html
    for page in ("my_calendars:list", "my_calendars:new"):
        assert token not in mine.get(reverse(page)).content.decode()


def test_new_address_is_shown_once_and_looking_makes_none(mine: Client, person: Person) -> None:
    old = subscriptions.make(person=person, scope=Scope.PLACES, by=SYSTEM)
    rotate = reverse("my_calendars:rotate", args=[old.subscription.pk])

    assert mine.get(rotate).status_code == 302
    assert subscriptions.by_token(old.token) is not None
    new = address(mine.post(rotate).content.decode())
    assert subscriptions.by_token(old.token) is None
    assert mine.get(new).status_code == 200


def test_one_too_many_is_refused_in_words(mine: Client, person: Person) -> None:
    for _number in range(subscriptions.MOST):
        subscriptions.make(person=person, scope=Scope.PLACES, by=SYSTEM)

    response = mine.post(reverse("my_calendars:new"), NEW)

    assert "You have as many calendars as one person can have." in response.content.decode()


def test_list_says_what_each_is(mine: Client, person: Person) -> None:
    made = subscriptions.make(
        person=person, scope=Scope.PLACES, language="fr", discreet=True, reminder=120, shows_waiting=False, by=SYSTEM
    )
    [line] = mine.get(reverse("my_calendars:list")).context["lines"]
    assert line.choices == "French, discreet titles, reminder 2 hours before, without waiting lists"
    assert line.fetched == "No program has looked yet"

    subscriptions.note_fetched(made.subscription, now=timezone.now())

    [line] = mine.get(reverse("my_calendars:list")).context["lines"]
    assert line.fetched == "A program last looked on Tuesday, November 3"


def test_centre_s_calendar_asks_for_nothing_about_own_dates(mine: Client, person: Person) -> None:
    role = StaffRoleFactory(user=person.user)
    made = subscriptions.make(person=person, scope=Scope.CENTRE, centre=role.centre, by=SYSTEM)

    form = mine.get(reverse("my_calendars:change", args=[made.subscription.pk])).context["form"]

    assert list(form.fields) == ["language", "discreet"]


def test_choices_are_kept(mine: Client, person: Person) -> None:
    made = subscriptions.make(person=person, scope=Scope.PLACES, by=SYSTEM)
    change = reverse("my_calendars:change", args=[made.subscription.pk])

    mine.post(change, {"language": "fr", "reminder": "1440", "discreet": "on"})

    found = Subscription.objects.get()
    assert (found.language, found.reminder, found.discreet, found.shows_waiting) == ("fr", 1440, True, False)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", ["change", "rotate", "revoke"])
def test_ended_one_is_gone(mine: Client, person: Person, page: str, method: str) -> None:
    made = subscriptions.make(person=person, scope=Scope.PLACES, by=SYSTEM)
    subscriptions.revoke(made.subscription, by=SYSTEM)

    response = getattr(mine, method)(reverse(f"my_calendars:{page}", args=[made.subscription.pk]))

    assert response.status_code == {"rotate": 302, "revoke": 405}.get(page, 404) if method == "get" else 404


def test_page_without_an_account_has_them_too(client: Client, db: None) -> None:
    person = PersonFactory(centres=[CentreFactory()])
    client.post(links.make(person=person, by=SYSTEM).address)

    shown = client.post(reverse("my_calendars:new"), NEW)

    assert client.get(address(shown.content.decode())).status_code == 200
    assert Subscription.objects.get().person == person


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_as_much_for_one_as_for_many(
    mine: Client, person: Person, rows: int, django_assert_num_queries: Any
) -> None:
    role = StaffRoleFactory(user=person.user)
    for _number in range(rows):
        subscriptions.make(person=person, scope=Scope.CENTRE, centre=role.centre, by=SYSTEM)
    mine.get(reverse("my_calendars:list"))
    with django_assert_num_queries(7):
        assert len(mine.get(reverse("my_calendars:list")).context["lines"]) == rows
