"""Forms of the content admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from champions.services import stories
from core import phones


def e164(text: str) -> str:
    """A number as it is stored. Raises `ValidationError`."""
    try:
        return phones.to_e164(text) if text else ""
    except phones.NotAPhone as error:
        raise forms.ValidationError(_("Write a telephone number with its area code, such as 519-555-0142.")) from error


class CentreForm(WagtailAdminModelForm):
    """Takes telephone numbers as people write them."""

    def clean_phone(self) -> str:
        return e164(self.cleaned_data["phone"])

    def clean_line_number(self) -> str:
        return e164(self.cleaned_data["line_number"])


class StoryForm(WagtailAdminPageForm):
    """A draft may leave open whose story it is; what goes on the site may not."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.is_deferred_validation:
            return cleaned
        if not cleaned.get("about"):
            self.add_error("about", _("Please say whose story it is before it goes on the site."))
        elif cleaned["about"] == "champion" and not stories.stands(cleaned.get("consent_code", "")):
            self.add_error(
                "consent_code",
                _(
                    "No consent with this code stands: it is mistyped, or the champion has taken it back. Without it "
                    "the story cannot be on the site."
                ),
            )
        return cleaned
