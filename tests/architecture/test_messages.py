"""Every kind of message has its words in both languages."""

import pytest
from django.template.loader import get_template

from notifications.registry import types


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("part", ["subject", "text"])
@pytest.mark.parametrize("slug", [slug for slug, _type in types.items()])
def test_message_type_has_its_template(slug, part, language):
    assert get_template(f"notifications/{slug}/{part}.{language}.txt").template.source.strip() != ""
