"""Pages of words: in both languages, linked with each other, quick, and gone when they are taken down."""

import re

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from cms.models import ContentPage, HomePage
from cms.routing import public_page
from cms.tree import site_map
from tests.factories.centres import CentreFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def switch(response: HttpResponse) -> tuple[str, str]:
    """Where the header's language switch leads, and to which language."""
    found = re.search(r'<a class="pl-header__link"\s+href="([^"]*)"\s+lang="(..)"', response.content.decode())
    assert found
    return found[1], found[2]


TWINS = [
    ("/en/stories/", "/fr/recits/"),
    ("/en/stories/terrys-table/", "/fr/recits/la-table-de-terry/"),
    ("/en/become-a-health-champion/", "/fr/devenir-champion-ne-sante/"),
    ("/en/how-to-join/", "/fr/comment-participer/"),
    ("/en/about/", "/fr/a-propos/"),
    ("/en/accessibility/", "/fr/accessibilite/"),
    ("/en/privacy/", "/fr/confidentialite/"),
]


@pytest.mark.parametrize(("english", "french"), TWINS)
def test_language_switch_stays_on_the_same_page(client, pages, english, french):
    for here, there, code in ((english, french, "fr"), (french, english, "en")):
        response = client.get(here)
        assert response.status_code == 200
        assert switch(response) == (there, code)


def test_language_switch_leads_home_where_there_is_no_translation(client, pages):
    home = HomePage.objects.get(slug="en")
    home.add_child(instance=ContentPage(title="Alone", slug="alone", locale=home.locale)).save_revision().publish()
    site_map.forget()
    assert switch(client.get("/en/alone/")) == ("/fr/", "fr")


def test_language_switch_of_a_view_keeps_what_was_asked_for(client):
    with translation.override("fr"):
        there = reverse("phones")
    assert switch(client.get("/en/call/?from=home")) == (f"{there}?from=home", "fr")


@pytest.mark.parametrize(("address", "queries"), [("/en/about/", 1), ("/en/stories/", 1), ("/en/how-to-join/", 2)])
def test_page_costs_one_query_and_one_more_for_coming_sessions(
    client, pages, django_assert_num_queries, address, queries
):
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)


def test_page_that_was_taken_down_is_gone_at_once(client, pages):
    assert client.get("/en/about/").status_code == 200
    Page.objects.filter(slug="about").update(live=False)
    assert client.get("/en/about/").status_code == 404


def test_publishing_shows_in_the_footer(client, pages, django_capture_on_commit_callbacks):
    client.get("/en/")
    page = ContentPage.objects.get(slug="about")
    page.title = "Who we are"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert "Who we are" in client.get("/en/").content.decode()


def test_deleting_takes_a_page_off_the_map(pages, django_capture_on_commit_callbacks):
    assert "/en/about/" in site_map.get().by_url
    with django_capture_on_commit_callbacks(execute=True):
        ContentPage.objects.get(slug="about").delete()
    assert "/en/about/" not in site_map.get().by_url


def test_private_page_is_left_to_wagtail(client, rf, pages, django_capture_on_commit_callbacks):
    page = ContentPage.objects.get(slug="about")
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert public_page(rf.get("/en/about/")) is None
    response = client.get("/en/about/")
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
    assert "/en/about/" not in client.get("/en/").content.decode()


def test_draft_is_not_found(client):
    home = HomePage.objects.get(slug="en")
    home.add_child(instance=ContentPage(title="Not yet", slug="not-yet", live=False, locale=home.locale))
    assert client.get("/en/not-yet/").status_code == 404


def test_page_names_its_translation_to_search_engines(client, pages, settings):
    settings.PUBLIC_BASE_URL = "https://porchlight.example"
    page = client.get("/fr/a-propos/").content.decode()
    assert '<link rel="canonical" href="https://porchlight.example/fr/a-propos/">' in page
    assert '<link rel="alternate" hreflang="en" href="https://porchlight.example/en/about/">' in page


def test_questions_open_without_javascript(client, pages):
    page = client.get("/en/become-a-health-champion/").content.decode()
    assert 'href="/en/offer/"' in page
    assert page.count("<details") == page.count("<summary") == 5


@pytest.mark.parametrize("number", [1, 3])
def test_call_page_lists_every_listed_centre_without_a_query(client, django_assert_num_queries, number):
    CentreFactory.create_batch(number)
    CentreFactory(listed=False)
    client.get("/en/call/")
    with django_assert_num_queries(0):
        page = client.get("/en/call/").content.decode()
    assert page.count('href="tel:') == number


@pytest.mark.parametrize(("is_staff", "count"), [(True, 1), (False, 0)])
def test_header_leads_editors_to_the_content(client, is_staff, count):
    client.force_login(UserFactory(is_staff=is_staff))
    assert client.get("/en/").content.decode().count('href="/cms/"') == count


def test_page_about_a_centre_shows_its_phone_in_the_same_place():
    centre = CentreFactory.build(phone="+16135550142")
    strip = Template("{% load frame %}{% help_strip %}")
    assert 'href="tel:+16135550142"' in strip.render(Context({"help_centre": centre}))
    assert f'href="{reverse("phones")}"' in strip.render(Context({}))
