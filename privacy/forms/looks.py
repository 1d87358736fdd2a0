"""What becomes of a look that was asked about."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CountedTextarea, Form, Radios
from privacy.models.look import MOST_WORDS

ASK, FINE, INCIDENT = "ask", "fine", "incident"


class SettleForm(Form):
    deed = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[
            (FINE, _("It is fine: there was a reason")),
            (ASK, _("I have asked about it, and wait")),
            (INCIDENT, _("It is an incident")),
        ],
        widget=Radios(hints={INCIDENT: _("You write it into the register on the next page.")}),
    )
    words = forms.CharField(
        label=_("In a few words"),
        help_text=_("For privacy officers alone. They are kept encrypted."),
        max_length=MOST_WORDS,
        required=False,
        widget=CountedTextarea,
    )
