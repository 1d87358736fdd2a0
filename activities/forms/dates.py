"""What a coordinator says about one date."""

from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from centres.models import Venue
from core.forms import DateField, Form, TimeField


class MoveForm(Form):
    day = DateField(label=_("Day"))
    start_time = TimeField(label=_("Starts at"), help_text=_("Such as 1:30 pm. It lasts as long as before."))
    venue = forms.ModelChoiceField(
        label=_("Room or place"), queryset=Venue.of(0), required=False, empty_label=_("As before")
    )

    def __init__(self, *args: Any, centre_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"].queryset = Venue.of(centre_id)  # type: ignore[attr-defined]

    @property
    def wanted(self) -> tuple[date, time, Venue | None]:
        return self.cleaned_data["day"], self.cleaned_data["start_time"], self.cleaned_data["venue"]


class ResizeForm(Form):
    capacity = forms.IntegerField(
        label=_("Seats on this date"),
        help_text=_("Leave this empty where as many can come as like to."),
        min_value=1,
        max_value=999,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )
    mark_optional = False
