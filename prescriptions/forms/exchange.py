"""Files of prescriptions, out and in, and other systems."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.fields import DateField
from core.forms import Form
from core.sealed import MOST_BYTES


class SpanForm(Form):
    """Which days."""

    since = DateField(label=_("Written from"))
    until = DateField(label=_("Until"))
    mark_optional = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day lies before the other."))
        return cleaned


class PrescriptionFileForm(Form):
    file = forms.FileField(
        label=_("The file"),
        help_text=_("A table as .csv, with the columns of a file from here."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
            "invalid": _("Choose a file."),
        },
    )

    def clean_file(self) -> bytes:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise ValidationError(_("The file is too large. Please bring it in parts."))
        content: bytes = sent.read()
        return content


class SystemForm(Form):
    """Another system that reads."""

    name = forms.CharField(
        label=_("Which system is it?"),
        help_text=_("For example: “Medical records, main site”."),
        max_length=120,
        error_messages={"required": _("Give the other system a name, so that you know it again.")},
    )
