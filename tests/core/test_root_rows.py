"""Tests with real transactions empty every table; what migrations made comes back by itself."""

import pytest
from wagtail.models import Collection, Locale, Page, Site


def root_rows() -> dict[str, int]:
    return {
        "locales": Locale.objects.count(),
        "root pages": Page.objects.filter(depth=1).count(),
        "sites": Site.objects.filter(is_default_site=True).count(),
        "collections": Collection.objects.filter(depth=1).count(),
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_root_rows_are_there_after_a_flush(turn):
    assert root_rows() == {"locales": Locale.objects.count(), "root pages": 1, "sites": 1, "collections": 1}
    assert Locale.objects.count() >= 1
