"""What staff write down about calls."""

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


class CallBackForm(Form):
    """What came of a call that somebody waited for is said by the button as well."""

    SPOKE, NO_ANSWER, DONE = "spoke", "no_answer", "done"

    then = forms.ChoiceField(choices=[(SPOKE, SPOKE), (NO_ANSWER, NO_ANSWER), (DONE, DONE)], widget=forms.HiddenInput)
    name = forms.CharField(label=_("Their name"), max_length=120, required=False)
    mark_optional = False
