"""Hours that somebody writes down, corrects or answers."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from champions.models import Hours
from champions.services.hours import MOST_MINUTES
from core.forms import DateField, Form


class _HowLong(Form):
    """A day, and hours and minutes apart: people do not think in decimals."""

    day = DateField(label=_("Which day?"))
    hours = forms.IntegerField(
        label=_("Hours"),
        min_value=0,
        max_value=24,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
    )
    rest = forms.TypedChoiceField(
        label=_("And minutes"), choices=[(0, "0"), (15, "15"), (30, "30"), (45, "45")], coerce=int, initial=0
    )
    may_be_none = False

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(
                _("That day has not come yet. Please write hours down once you have given them.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        """With `minutes`, all of them."""
        cleaned = super().clean() or {}
        if not {"hours", "rest"} & set(self.errors):
            minutes = (cleaned.pop("hours", None) or 0) * 60 + cleaned.pop("rest", 0)
            if not minutes and not self.may_be_none:
                self.add_error("hours", _("Please say how long it was."))
            elif minutes > MOST_MINUTES:
                self.add_error("hours", _("A day has 24 hours. Please write down each day by itself."))
            cleaned["minutes"] = minutes
        return cleaned


class HoursForm(_HowLong):
    """Hours by hand. `key` makes a button that is pressed twice count once."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    what = forms.CharField(
        label=_("What was it for?"),
        max_length=200,
        help_text=_("Such as: cooking for the holiday lunch. Name nobody, and leave out anything about health."),
    )
    field_order = ["key", "day", "hours", "rest", "what"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, initial={"day": today, "key": uuid.uuid4(), "rest": 0}, **kwargs)

    def clean_key(self) -> str:
        key: uuid.UUID = self.cleaned_data["key"]
        return key.hex


class CorrectionForm(_HowLong):
    """Another number or another day."""

    may_be_none = True
    why = forms.CharField(
        label=_("Why?"), max_length=200, help_text=_("It stands in the log, and the champion can read it.")
    )

    @classmethod
    def of(cls, row: Hours, data: Any = None, *, today: date) -> "CorrectionForm":
        hours, rest = divmod(row.minutes, 60)
        form = cls(data, today=today, initial={"day": row.day, "hours": hours, "rest": rest})
        if rest % 15:  # counted from a register: it stays as it is unless somebody chooses otherwise
            form.fields["rest"].choices = [(rest, str(rest)), *form.fields["rest"].choices]  # type: ignore[attr-defined]
        form.fields["hours"].help_text = _("0 hours and 0 minutes take them back.")
        return form


class DeclineForm(Form):
    """A no that its reader can live with."""

    answer = forms.CharField(
        label=_("Why can these hours not be counted?"),
        max_length=300,
        help_text=_("The champion reads this. Thank them, and say what would help."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
