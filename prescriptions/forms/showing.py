"""Small forms around a prescription: finding the client, revoking, printing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from centres.models.centre import Language
from core.forms import CountedTextarea, Form, Radios


class SearchForm(Form):
    """Finding the client."""

    mark_optional = False
    q = forms.CharField(
        label=_("For whom?"),
        help_text=_("Name, date of birth (such as 12 3 1948 or March 12, 1948) or chart number."),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )


class RevokeForm(Form):
    """Why it does not hold any more."""

    reason = forms.CharField(
        label=_("Why is it revoked?"),
        help_text=_("In a few words. The link worker reads it."),
        max_length=300,
        widget=CountedTextarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, in a few words: the link worker reads it.")},
    )


class SlipForm(Form):
    """How the slip is printed."""

    mark_optional = False
    language = forms.ChoiceField(
        label=_("In which language is the slip?"), choices=Language.choices, widget=Radios(inline=True)
    )
    large = forms.BooleanField(label=_("In large print"), required=False)
    named = forms.BooleanField(
        label=_("Name the private group on it"),
        help_text=_("Only if they like that: the slip may lie on a table where others read it."),
        required=False,
    )

    def __init__(self, *args: Any, is_private: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_private:
            del self.fields["named"]
