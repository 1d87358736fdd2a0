"""The page where a code is typed is made elsewhere: here its name is enough."""

import pytest
from django.urls import NoReverseMatch, reverse


@pytest.fixture(autouse=True)
def _page_for_codes(settings):
    try:
        reverse("prescribed:enter")
    except NoReverseMatch:
        settings.ROOT_URLCONF = "tests.prescriptions.rx_urls"
