"""The end of messages in a centre's own words, with a look at how they read on each way."""

from typing import Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin

from notifications import parts
from notifications.models import Wording
from notifications.registry import types
from notifications.services import letters, outbox


class FriendlyEnd(PreviewableMixin, Wording):
    """`notifications.Wording` with a preview."""

    class Meta:
        proxy = True
        verbose_name = _("end of a message")
        verbose_name_plural = _("ends of messages")

    @property
    def preview_modes(self) -> list[tuple[str, str | Promise]]:
        return [("en", _("In English")), ("fr", _("In French"))]

    def get_preview_template(self, _request: HttpRequest, _mode_name: str) -> str:
        return "cms/friendly_end_preview.html"

    def get_preview_context(self, _request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """The message as an e-mail, a text and a call would say it, and how many parts the text takes."""
        kind, language = types[self.kind], mode_name or "en"
        with translation.override(language):
            rendered = outbox.sample(kind, self, language)
            text = letters.as_text(kind, rendered, language)
        return {
            "language": language,
            "rendered": rendered,
            "text": text,
            "parts": parts.count(text),
            "is_basic": parts.is_basic(text),
            "dear": sorted({letter for letter in text if not parts.is_basic(letter)}),
        }
