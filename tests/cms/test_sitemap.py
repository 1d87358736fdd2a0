"""What search engines are told."""

import pytest

from tests.factories.activities import ActivityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def address(settings):
    settings.PUBLIC_BASE_URL = "https://porchlight.example"


@pytest.mark.parametrize("number", [1, 3])
def test_sitemap_costs_one_query(client, pages, django_assert_num_queries, number):
    ActivityFactory.create_batch(number)
    client.get("/sitemap.xml")
    with django_assert_num_queries(1):
        sitemap = client.get("/sitemap.xml").content.decode()
    assert sitemap.count("/en/activities/card-night") == 3 * number  # its own entry, and the alternate of both


def test_sitemap_names_pages_by_the_public_address(client, pages):
    sitemap = client.get("/sitemap.xml", headers={"host": "localhost"}).content.decode()
    assert "<loc>https://porchlight.example/en/about/</loc>" in sitemap
    assert "<loc>https://porchlight.example/fr/a-propos/</loc>" in sitemap


def test_sitemap_leaves_out_sensitive_groups(client):
    hidden, shown = ActivityFactory(sensitive=True), ActivityFactory()
    sitemap = client.get("/sitemap.xml").content.decode()
    assert shown.slug in sitemap
    assert hidden.slug not in sitemap


def test_robots_keep_out_of_the_back_offices(client):
    robots = client.get("/robots.txt").content.decode()
    assert {"Disallow: /cms/", "Disallow: /en/desk/", "Disallow: /fr/desk/"} <= set(robots.splitlines())
    assert "Sitemap: https://porchlight.example/sitemap.xml" in robots
