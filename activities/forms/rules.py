"""What a manager decides about the centre's waiting lists, lifts and messages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from centres.models.centre import LastHours
from core.forms import Form, Radios


def _hours(label: Any, help_text: Any) -> forms.IntegerField:
    short = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"})
    return forms.IntegerField(label=label, help_text=help_text, min_value=0, max_value=72, widget=short)


class RulesForm(Form):
    """The names are those of `centres.services.places.RULES`."""

    last_hours = _hours(
        _("How many hours before the start do the last hours begin?"),
        _("Until then a free place is offered to the next on the list, and held."),
    )
    last_hours_rule = forms.ChoiceField(
        label=_("Who gets a place that becomes free in the last hours?"), choices=LastHours.choices, widget=Radios
    )
    party_holds_hours = _hours(
        _("How many hours does a group of people keep its turn while too few places are free?"),
        _("After that, whoever comes alone and waits behind them may go first. 0: at once."),
    )
    arranges_lifts = forms.BooleanField(
        label=_("We arrange lifts"),
        help_text=_("Then a sign-up asks whether somebody would like one, and you find them on the desk."),
        required=False,
    )
    asks_after_weeks = forms.IntegerField(
        label=_("After how many quiet weeks do we ask a leader whether the group goes on?"),
        help_text=_("Four weeks later, without an answer, it is no longer on the site. 0: we never ask."),
        min_value=0,
        max_value=104,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    resources_hold_months = forms.IntegerField(
        label=_("After how many months is a resource on your map to be confirmed again?"),
        help_text=_("Then it stands on a list at the desk, and whoever keeps the map is reminded. 0: never."),
        min_value=0,
        max_value=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    shows_resources = forms.BooleanField(
        label=_("Our map of resources is on the site"),
        help_text=_("Then anybody can read it there, and print it as a booklet."),
        required=False,
    )
    tries_before_unreached = forms.IntegerField(
        label=_("After how many tries may a link worker write down that somebody could not be reached?"),
        help_text=_("In at least two ways or on two days. A person decides; the page only says that it is time."),
        min_value=1,
        max_value=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
    )
    case_stands_weeks = forms.IntegerField(
        label=_("After how many weeks without a move is a prescription marked on the caseload?"),
        help_text=_("Nothing else happens: it says that it has stood there for long. 0: never."),
        min_value=0,
        max_value=52,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
    )
    says_we_missed_you = forms.BooleanField(
        label=_("We write “we missed you”"),
        help_text=_("A gentle word to whoever did not come and had not said so. Never twice in a row."),
        required=False,
    )
