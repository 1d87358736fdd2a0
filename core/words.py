"""Text templates put into words: for whoever reads or hears them outside of a page."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation


def render(name: str, language: str, context: Mapping[str, Any]) -> str:
    """The words of `templates/<name>.<language>.txt`, in that language. Raises `TemplateDoesNotExist`."""
    with translation.override(language):
        return render_to_string(f"{name}.{language}.txt", dict(context), using="words").strip()
