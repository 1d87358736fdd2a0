"""How people join a group, as a coordinator changes it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.choices import JoinMode
from activities.models import Activity
from activities.services.joining import RULES
from core.errors import DomainError
from core.forms import Form, Radios

_SHORT = {"inputmode": "numeric", "class": "govuk-input--width-4"}


def _count(
    label: Any, help_text: Any, *, required: bool = True, least: int = 0, most: int = 999
) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=least,
        max_value=most,
        required=required,
        widget=forms.TextInput(attrs=_SHORT),
    )


class JoiningForm(Form):
    join_mode = forms.ChoiceField(label=_("How do people join?"), choices=JoinMode.choices, widget=Radios())
    capacity = _count(
        _("Seats on each date"), _("Leave this empty where as many can come as like to."), required=False, least=1
    )
    companion_takes_seat = forms.BooleanField(
        label=_("Whom somebody brings takes a seat"),
        help_text=_("Without the tick, a support person or carer sits beside and does not count."),
        required=False,
    )
    newcomer_seats = _count(
        _("Seats kept for newcomers"), _("For whoever has never been to this group. 0 keeps none.")
    )
    prescribed_seats = _count(
        _("Seats kept for people with a prescription"), _("For whoever a provider sends. 0 keeps none.")
    )
    kept_until_hours = _count(
        _("Seats are kept until so many hours before the start"),
        _("Then they are for everybody."),
        most=14 * 24,
    )
    joinable_dates = _count(
        _("A course can be joined until this date of it"),
        _("After so many dates have begun, nobody joins any more. Only courses need this."),
        least=1,
        most=99,
    )

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(activity, name) for name in RULES})
        super().__init__(*args, **kwargs)
        self.activity = activity

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kept = (cleaned.get("newcomer_seats") or 0) + (cleaned.get("prescribed_seats") or 0)
        if cleaned.get("capacity") is not None and kept > cleaned["capacity"]:
            self.refuse(DomainError("kept_too_many"), "newcomer_seats")
        last_hours = self.activity.centre.last_hours
        if kept and cleaned.get("kept_until_hours") is not None and cleaned["kept_until_hours"] < last_hours:
            self.refuse(DomainError("kept_too_long", hours=last_hours), "kept_until_hours")
        return cleaned

    def proposed(self) -> Activity:
        """The group as it would be, for a look at whom that touches. Not to be saved."""
        for name in RULES:
            setattr(self.activity, name, self.cleaned_data[name])
        return self.activity
