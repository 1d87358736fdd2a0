"""The friendly end of a message: the centre's own words where it has some, else ours."""

from django.core.cache import cache
from django.template import TemplateDoesNotExist
from django.utils import translation

from core import words
from notifications import placeholders
from notifications.models import Wording
from notifications.registry import Context, MessageType

KEY, SECONDS = "notifications.wordings", 60


def end(kind: MessageType, context: Context, language: str, *, own: Wording | None = None) -> str:
    """Empty where there is nothing to add. `own` is a wording that is looked at, stored or not."""
    if own:
        words_given = own.words_fr if language == "fr" else own.words_en
    else:
        words_given = _own().get((getattr(context.get("centre"), "pk", None), kind.slug, language), "")
    if words_given:
        with translation.override(language):
            return placeholders.fill(words_given, placeholders.values_of(context))
    try:
        return words.render(f"notifications/{kind.slug}/friendly", language, context)
    except TemplateDoesNotExist:
        return ""


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
