"""Forms of the content admin."""

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

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
