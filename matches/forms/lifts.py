"""What is asked about a lift."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, Form, Radios, TimeField
from matches.models import Aid, Lift
from matches.services.drivers import Driver
from matches.services.lifts import Ride
from matches.visit_presenters import in_words


class RideForm(Form):
    """From where to where, when, and what comes along."""

    day = DateField(label=_("Day"))
    start_time = TimeField(label=_("Pick-up at"), help_text=_("Such as 1:30 pm or 13:30."))
    pick_up = forms.CharField(label=_("From where?"), max_length=200, help_text=_("Street and number, and the town."))
    drop_off = forms.CharField(label=_("Where to?"), max_length=200)
    return_time = TimeField(
        label=_("Home again at"), required=False, help_text=_("Leave it empty where no way home is needed.")
    )
    aid = forms.ChoiceField(label=_("What comes along?"), choices=Aid.choices, initial=Aid.NONE, widget=Radios)
    seats = forms.IntegerField(
        label=_("How many people ride along?"),
        min_value=1,
        max_value=6,
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
    )
    note = forms.CharField(
        label=_("Anything else for the driver?"),
        help_text=_("Such as “Please ring twice”. Leave out anything about health."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    @property
    def ride(self) -> Ride:
        said = self.cleaned_data
        names = ("pick_up", "drop_off", "aid", "seats", "note")
        return Ride(
            pick_up_at=self._moment(said["day"], said["start_time"]),
            return_at=self._moment(said["day"], said["return_time"]) if said["return_time"] else None,
            **{name: said[name] for name in names},
        )

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, tzinfo=self.zone)


class ChangeRideForm(RideForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, lift: Lift, data: Any) -> "ChangeRideForm":
        back = lift.local_return
        initial = {
            "day": lift.local_pick_up.date(),
            "start_time": lift.local_pick_up.time(),
            "return_time": back.time() if back else None,
            "seen": lift.revision,
            **{name: getattr(lift, name) for name in ("pick_up", "drop_off", "aid", "seats", "note")},
        }
        return cls(data, zone=lift.centre.zone, initial=initial)


class DrivenForm(Form):
    """How long the driver was on the way, both ways."""

    minutes = forms.IntegerField(
        label=_("Minutes on the way"),
        min_value=0,
        max_value=720,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )


class AssignForm(Form):
    """Who drives; each with what they have on that day."""

    driver = forms.TypedChoiceField(label=_("Who drives?"), coerce=int, widget=Radios)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, drivers: list[Driver], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {one.champion.pk: one for one in drivers}
        field: Any = self.fields["driver"]
        field.choices = [(pk, one.champion.person.name) for pk, one in self.by_id.items()]
        field.widget.hints = {pk: in_words(one) for pk, one in self.by_id.items()}
