"""What the officer looks for in the audit trail."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.fields import DateField
from core.forms import Form
from people.models import User
from privacy.services.trail import Deed

USUAL_SPAN = timedelta(days=30)
LONGEST_NAME = 100


class TrailForm(Form):
    """All may stay as it is: then it is the last thirty days of everybody."""

    mark_optional = False

    q = forms.CharField(
        label=_("About whom"),
        help_text=_("The beginning of a name, or some digits of a number. Empty for everybody."),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    viewer = forms.TypedChoiceField(label=_("By whom"), coerce=int, empty_value=None, required=False)
    deed = forms.ChoiceField(label=_("What"), choices=[("", _("Everything")), *Deed.choices], required=False)
    since = DateField(label=_("From"))
    until = DateField(label=_("To"))

    def __init__(self, *args: Any, viewers: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(user.pk, user.get_full_name()) for user in viewers]
        self.fields["viewer"].choices = [("", gettext("Everybody")), *named]  # type: ignore[attr-defined]

    @staticmethod
    def usual() -> dict[str, Any]:
        """What is looked for before anything is typed."""
        today = timezone.localdate()
        return {"q": "", "viewer": None, "deed": "", "since": today - USUAL_SPAN, "until": today}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", gettext("This day is before the first one."))
        return cleaned
