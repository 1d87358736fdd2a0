"""The friendly end of a message: the centre's own words where it has some, else ours."""

from django.core.cache import cache
from django.template import TemplateDoesNotExist

from core import words
from notifications import placeholders
from notifications.models import Wording
from notifications.registry import Context, MessageType

KEY, SECONDS = "notifications.wordings", 60


def end(kind: MessageType, context: Context, language: str) -> str:
    """In the active language, which is `language`; empty where there is nothing to add."""
    own = _own().get((getattr(context.get("centre"), "pk", None), kind.slug, language))
    if own:
        return placeholders.fill(own, placeholders.values_of(context))
    try:
        return words.render(f"notifications/{kind.slug}/friendly", language, context)
    except TemplateDoesNotExist:
        return ""


def filled(wording: Wording, context: Context, language: str) -> str:
    """These words with their places filled. In the active language, which is `language`."""
    own = wording.words_fr if language == "fr" else wording.words_en
    return placeholders.fill(own, placeholders.values_of(context))


def forget() -> None:
    """A wording has changed: read them anew. Other processes notice within a minute."""
    cache.delete(KEY)


def _own() -> dict[tuple[int | None, str, str], str]:
    """All wordings, remembered for a minute: they are few, and every message asks."""
    found: dict[tuple[int | None, str, str], str] | None = cache.get(KEY)
    if found is None:
        found = {}
        for row in Wording.objects.all():
            found |= {(row.centre_id, row.kind, "en"): row.words_en, (row.centre_id, row.kind, "fr"): row.words_fr}
        cache.set(KEY, found, SECONDS)
    return found
