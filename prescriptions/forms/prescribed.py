"""The nine digits of the slip, as somebody types them, and the button for a date."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form


class CodeForm(Form):
    """Sent by a button, so that no code ever stands in an address."""

    code = forms.CharField(
        label=_("The nine digits on your slip"),
        help_text=_("Such as 482 915 336. With or without spaces."),
        max_length=30,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "class": "govuk-input--width-10",
                "data-from-address": "",
            }
        ),
    )


class DateForm(Form):
    request_key = forms.UUIDField(widget=forms.HiddenInput)  # sent twice, booked once
