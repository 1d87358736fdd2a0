"""Where the demo may be built, every screen says that it is invented; elsewhere none does."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from core import paper
from core.actors import Role
from tests import pdf
from tests.factories.centres import CentreFactory
from tests.factories.people import StaffRoleFactory, UserFactory

pytestmark = pytest.mark.django_db
WORDS = {"en": "the people, words and numbers here are invented", "fr": "les personnes, les mots et les chiffres"}


@pytest.fixture(params=["stranger", "staff", "editor"])
def screen(request):
    """An address, and somebody who may open it."""
    client = Client()
    if request.param == "stranger":
        return client, reverse("activities:list")
    if request.param == "staff":
        client.force_login(StaffRoleFactory(role=Role.COORDINATOR).user)
        return client, reverse("desk:home")
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client, reverse("wagtailadmin_home")


def test_every_screen_says_so_where_the_demo_may_be_built(screen):
    client, address = screen
    assert WORDS["en"] in client.get(address, follow=True).text


def test_no_screen_says_so_where_people_rely_on_it(screen, settings):
    settings.DEMO_ALLOWED = False
    client, address = screen
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    assert WORDS["en"] not in answer.text


def test_in_french_as_well(client):
    assert WORDS["fr"] in client.get("/fr/", follow=True).text


# --- Sheets leave the house without the screen -----------------------------------------------------


def calendar(client, **query):
    CentreFactory(slug="here")
    return client.get(reverse("paper:month", args=["here", 2026, 11]), query)


@pdf.needs_press
@pytest.mark.parametrize("size", ["", "large"])
def test_every_page_of_a_sheet_says_so_and_has_no_more_pages(client, settings, size):
    demo = calendar(client, months="3", size=size)
    pages = [page.extract_text().replace("\n", " ") for page in pdf.read(demo).pages]
    assert all(WORDS["en"] in page for page in pages)
    assert len(pages) == 3
    settings.DEMO_ALLOWED = False
    cache.clear()
    real = client.get(demo.wsgi_request.get_full_path())
    assert [WORDS["en"] in page.extract_text() for page in pdf.read(real).pages] == [False] * 3


def test_a_sheet_on_the_screen_says_so_too(client, monkeypatch):
    monkeypatch.setattr(paper, "press", lambda: None)
    assert WORDS["en"] in calendar(client).text
