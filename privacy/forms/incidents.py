"""The register of incidents, step by step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import DateField
from core.forms import Checkboxes, CountedTextarea, Form, Radios
from privacy.models import Incident, Reason, ToldWhom, What
from privacy.models.incident import MOST_WORDS

MOST_OTHERS = 1_000_000


class IncidentForm(Form):
    what = forms.ChoiceField(
        label=_("What is it?"),
        help_text=_("Choose what fits best: each incident counts once."),
        choices=What.choices,
        widget=Radios,
    )
    found_on = DateField(label=_("When was it found?"))
    found_by = forms.CharField(label=_("Who found it?"), max_length=120)
    happened = forms.CharField(
        label=_("What happened?"),
        help_text=_("For privacy officers alone. It is kept encrypted."),
        max_length=MOST_WORDS,
        widget=CountedTextarea,
    )
    others = forms.IntegerField(
        label=_("How many people does it affect who have no record here?"),
        help_text=_("People with a record are added on the next page."),
        min_value=0,
        max_value=MOST_OTHERS,
        initial=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )

    @classmethod
    def of(cls, incident: Incident, data: Any = None) -> "IncidentForm":
        return cls(data, initial={name: getattr(incident, name) for name in cls.base_fields})


class ReasonsForm(Form):
    reasons = forms.MultipleChoiceField(
        label=_("Does any of these hold?"),
        help_text=_(
            "Then the Commissioner must be told at once. Where none does, the incident is counted once a year."
        ),
        choices=Reason.choices,
        required=False,
        widget=Checkboxes,
    )


class ContainForm(Form):
    on = DateField(label=_("Since when can no more of it get out?"))


class ToldForm(Form):
    whom = forms.ChoiceField(label=_("Who was told?"), choices=ToldWhom.choices, widget=Radios)
    on = DateField(label=_("On which day?"))
    how = forms.CharField(
        label=_("How?"), help_text=_("For instance: by letter, by telephone."), max_length=200, required=False
    )


class CloseForm(Form):
    changed = forms.CharField(
        label=_("What was changed, so that it does not happen again?"),
        max_length=MOST_WORDS,
        widget=CountedTextarea,
    )


class FindForm(Form):
    """The words wait in the session, as in every search for people."""

    q = forms.CharField(
        label=_("A name, a number or an address"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
