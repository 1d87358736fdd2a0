"""What staff write down of the steps before somebody starts, and what a centre asks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from champions.models import POLICE_CHECKS, Decision, Need, Work
from champions.services.asked import Table
from core.forms import Checkboxes, DateField, Form, Radios, in_plain_words

# Of these somebody brings a paper with a date on it.
PAPERS = frozenset({*POLICE_CHECKS, Need.ABSTRACT, Need.INSURANCE, Need.FOOD_HANDLING})
LONGEST_REASON = 200
MOST_MONTHS = 120


class WorksForm(Form):
    works = forms.MultipleChoiceField(
        label=gettext_lazy("What do they do, or would like to do?"),
        choices=Work.choices,
        required=False,
        widget=Checkboxes,
        help_text=gettext_lazy("Only what they really do: each brings steps of its own."),
    )
    mark_optional = False


class SettleForm(Form):
    """One need is seen to. Which questions there are depends on the need."""

    issued_on = DateField(label=gettext_lazy("Which date is on it?"))
    on = DateField(label=gettext_lazy("When was it?"))
    decision = forms.ChoiceField(label=gettext_lazy("What did you decide?"), choices=Decision.choices, widget=Radios)
    until = DateField(label=gettext_lazy("Until when does it count?"), required=False)
    field_order = ("issued_on", "on", "decision", "until")

    def __init__(self, *args: Any, need: Need, months: int | None, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today, "decision": Decision.ACCEPTED}
        super().__init__(*args, **kwargs)
        self.today = today
        if need in PAPERS:
            self.fields["on"].label = _("When did you see it?")
        else:
            del self.fields["issued_on"]
        if need in POLICE_CHECKS:
            self.fields["until"].label = _("When do you look at it again?")
        self.fields["until"].help_text = (
            _("If you leave this empty, it counts for %(months)d months.") % {"months": months}
            if months
            else _("If you leave this empty, it does not run out.")
        )

    def clean_issued_on(self) -> date | None:
        return self._past("issued_on")

    def clean_on(self) -> date | None:
        return self._past("on")

    def _past(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day and day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean_until(self) -> date | None:
        until, issued = self.cleaned_data["until"], self.cleaned_data.get("issued_on")
        if until and issued and until < issued:
            raise ValidationError(_("This is before the date that is on it."))
        return until


class ConsentForm(Form):
    """They have agreed in writing to one named type of check."""

    given_on = DateField(label=gettext_lazy("When did they sign it?"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"given_on": today}
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_given_on(self) -> date:
        day: date = self.cleaned_data["given_on"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day


class AskForm(Form):
    """What one kind of role needs at a centre, and why, in the centre's own words where there are any."""

    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What does this kind of role need?"),
        choices=Need.choices,
        required=False,
        widget=Checkboxes,
        help_text=gettext_lazy(
            "Ask for no more than the role calls for: a step that is not needed keeps people away."
        ),
    )
    mark_optional = False

    def __init__(self, *args: Any, table: Table, work: Work, **kwargs: Any) -> None:
        own = table.own.get(work, {})
        kwargs["initial"] = {"needs": [str(need) for need in table.reasons(work)]}
        for need in Need:
            for language in ("en", "fr"):
                kwargs["initial"][f"{need}_{language}"] = own.get(need, {}).get(language, "")
        super().__init__(*args, **kwargs)
        for need in Need:
            self.fields[f"{need}_en"] = _reason(_("Why “%(need)s”? In English"), need, "en")
            self.fields[f"{need}_fr"] = _reason(_("Why “%(need)s”? In French"), need, "fr")

    def reasons(self) -> list[tuple[Need, BoundField, BoundField]]:
        return [(need, self[f"{need}_en"], self[f"{need}_fr"]) for need in Need]

    def asked(self) -> Mapping[Need, Mapping[str, str]]:
        cleaned = self.cleaned_data
        return {
            Need(need): {language: cleaned[f"{need}_{language}"] for language in ("en", "fr")}
            for need in cleaned["needs"]
        }


def _reason(label: str, need: Need, language: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"lang": language})
    named = label % {"need": need.label}
    field = forms.CharField(label=named, max_length=LONGEST_REASON, required=False, widget=widget)
    in_plain_words(field)
    return field


class MonthsForm(Form):
    """For how many months each need counts."""

    mark_optional = False

    def __init__(self, *args: Any, table: Table, **kwargs: Any) -> None:
        kwargs["initial"] = {str(need): table.months(need) for need in Need}
        super().__init__(*args, **kwargs)
        for need in Need:
            self.fields[need] = forms.IntegerField(
                label=str(need.label).capitalize(),
                min_value=1,
                max_value=MOST_MONTHS,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
            )
            in_plain_words(self.fields[need])

    def months(self) -> dict[Need, int | None]:
        return {need: self.cleaned_data[need] for need in Need}
