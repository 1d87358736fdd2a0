"""The form of a story. A Wagtail page names the form that edits it, so it stands beside the models."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from champions.services import stories


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
