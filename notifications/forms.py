"""What staff write down about a call."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from notifications.models import CallResult


class CallForm(Form):
    """What came of it is said by the button that sends the form."""

    result = forms.ChoiceField(choices=CallResult.choices, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("A word about the call"),
        help_text=_("Such as “her son answered”. Nothing about health."),
        max_length=300,
        required=False,
    )
    mark_optional = False
