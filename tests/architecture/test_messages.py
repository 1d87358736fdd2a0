"""Every kind of message has its words in both languages."""

import pytest
from django.template.loader import get_template

from notifications.registry import types

PARTS = [(kind.slug, part) for kind in types for part in ("subject", "text", *(["reply"] if kind.asks else []))]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("slug", "part"), PARTS)
def test_message_type_has_its_template(slug, part, language):
    assert get_template(f"notifications/{slug}/{part}.{language}.txt").template.source.strip() != ""
