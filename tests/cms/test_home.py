"""The front door."""

import pytest
from django.test import Client
from wagtail.models import Locale, Page, Site

from cms.models import HomePage
from tests.factories.activities import ActivityFactory, SessionFactory

pytestmark = pytest.mark.django_db


def test_migrations_leave_two_homes_that_translate_each_other():
    homes = HomePage.objects.order_by("path")
    assert [(home.slug, home.locale.language_code, home.live) for home in homes] == [
        ("en", "en", True),
        ("fr", "fr", True),
    ]
    assert homes[0].get_translations().get() == homes[1]
    assert Site.objects.get().root_page_id == homes[0].pk
    assert Page.objects.filter(depth__gt=1).count() == 2
    assert Page.find_problems() == ([], [], [], [], [])
    assert sorted(Locale.objects.values_list("language_code", flat=True)) == ["en", "fr"]


@pytest.mark.parametrize(("asks_for", "address"), [("fr-CA,fr;q=0.9", "/fr/"), ("en-CA", "/en/"), ("de", "/en/")])
def test_root_leads_to_the_language_that_the_browser_asks_for(client, asks_for, address):
    response = client.get("/", headers={"accept-language": asks_for})
    assert (response.status_code, response["Location"]) == (302, address)
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


def test_root_leads_to_the_language_chosen_before(client):
    client.cookies["django_language"] = "fr"
    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/fr/"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_home_of_a_new_installation_is_not_empty(client, language):
    page = client.get(f"/{language}/").content.decode()
    assert f'<html lang="{language}"' in page
    assert page.count("<h1>") == 1
    assert 'name="q"' in page


@pytest.mark.parametrize(
    ("language", "headline", "stories"),
    [
        ("en", "Something good, close to home", ["/en/stories/the-phone-call/", "/en/stories/terrys-table/"]),
        ("fr", "De bons moments, tout près de chez vous", ["/fr/recits/un-coup-de-fil/"]),
    ],
)
def test_home_speaks_its_language(client, pages, language, headline, stories):
    page = client.get(f"/{language}/").content.decode()
    assert headline in page
    assert all(f'href="{story}"' in page for story in stories)


@pytest.mark.parametrize("number", [1, 3])
def test_home_costs_two_queries_however_many_sessions(client, pages, django_assert_num_queries, number):
    SessionFactory.create_batch(number)
    client.get("/en/")
    with django_assert_num_queries(2):
        page = client.get("/en/").content.decode()
    assert page.count('class="pl-row"') == number


def test_home_leaves_out_cancelled_sessions_and_those_of_unlisted_centres(client):
    SessionFactory(cancelled=True)
    SessionFactory(activity__centre__listed=False)
    assert client.get("/en/").content.decode().count('class="pl-row"') == 0


def test_home_shows_six_sessions_at_most(client):
    SessionFactory.create_batch(8, activity=ActivityFactory())
    assert client.get("/en/").content.decode().count('class="pl-row"') == 6


def test_home_never_shows_the_place_of_a_sensitive_group(client):
    session = SessionFactory(activity__sensitive=True)
    open_one = SessionFactory()
    page = client.get("/en/").content.decode()
    assert open_one.venue.name_en in page
    assert session.activity.title_en in page
    assert session.venue.name_en not in page
    assert session.venue.street not in page


def test_home_has_neither_inline_scripts_nor_styles(client: Client, pages):
    page = client.get("/en/").content.decode()
    assert "style=" not in page
    assert page.count("<script") == page.count('<script type="module" src=')
