"""What a centre says in its own words at the end of a message."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core import words
from core.bilingual import Bilingual
from notifications import placeholders
from notifications.registry import types

LONGEST = 240


def kinds() -> list[tuple[str, str]]:
    """The kinds of messages whose end can be said otherwise, by their subjects."""
    language = (get_language() or "en")[:2]
    adjustable = [kind.slug for kind in types if kind.sample]
    return [(slug, words.render(f"notifications/{slug}/subject", language, {})) for slug in adjustable]


class Wording(models.Model):
    """The friendly end of one kind of message at one centre, in place of ours. Edited at /cms/."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60, choices=kinds)
    words_en = models.CharField(max_length=LONGEST)
    words_fr = models.CharField(max_length=LONGEST)

    words = Bilingual("words")

    class Meta:
        ordering = ["centre", "kind"]
        constraints = [models.UniqueConstraint(fields=["centre", "kind"], name="notifications_wording_once")]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def clean(self) -> None:
        """Raises `ValidationError` for a place that no message can fill."""
        names = ", ".join(f"{{{name}}}" for name in placeholders.PLACES)
        wrong = {}
        for field in ("words_en", "words_fr"):
            if unknown := placeholders.unknown(getattr(self, field)):
                said = _("%(unknown)s cannot be filled in. These can: %(names)s.")
                wrong[field] = ValidationError(said, params={"unknown": unknown, "names": names})
        if wrong:
            raise ValidationError(wrong)
