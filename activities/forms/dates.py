"""What a coordinator says about one date."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.forms.champions import ChampionField
from activities.forms.lengths import LengthField
from activities.models import Activity, Session
from centres.models import Venue
from champions.models import Champion
from core.forms import DateField, Form, TimeField


class MoveForm(Form):
    day = DateField(label=_("Day"))
    start_time = TimeField(label=_("Starts at"), help_text=_("Such as 1:30 pm or 13:30."))
    minutes = LengthField(label=_("How long does it last?"))
    venue = forms.ModelChoiceField(
        label=_("Room or place"), queryset=Venue.of(0), required=False, empty_label=_("As before")
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        start = session.local_start
        kwargs["initial"] = {"day": start.date(), "start_time": start.time(), "minutes": session.minutes}
        super().__init__(*args, **kwargs)
        self.fields["minutes"].offer(session.minutes)  # type: ignore[attr-defined]
        self.fields["venue"].queryset = Venue.of(session.centre_id)  # type: ignore[attr-defined]


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


class ExtraDateForm(Form):
    """One more date of a group."""

    day = DateField(label=_("Day"))
    start_time = TimeField(label=_("Starts at"), help_text=_("Such as 1:30 pm or 13:30."))
    minutes = LengthField(label=_("How long does it last?"))
    venue = forms.ModelChoiceField(
        label=_("Room or place"), queryset=Venue.of(0), required=False, empty_label=_("None yet")
    )
    mark_optional = False

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(activity, name) for name in ("start_time", "minutes", "venue")}
        super().__init__(*args, **kwargs)
        self.fields["minutes"].offer(activity.minutes)  # type: ignore[attr-defined]
        self.fields["venue"].queryset = Venue.of(activity.centre_id)  # type: ignore[attr-defined]


class ThisTimeForm(Form):
    """What is different at one date: who leads, and a word about it."""

    substitute = ChampionField(
        label=_("Who stands in for the leaders?"),
        queryset=Champion.leading_at(0),
        required=False,
        empty_label=_("Nobody: it is led as always"),
    )
    note_en = forms.CharField(
        label=_("A word about this date, in English"),
        help_text=_("Everybody can read it, such as “Bring a mug”. Say nothing about anybody’s health."),
        max_length=200,
        required=False,
    )
    note_fr = forms.CharField(label=_("A word about this date, in French"), max_length=200, required=False)
    mark_optional = False

    def __init__(self, *args: Any, session: Session, by_staff: bool = False, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(session, name) for name in ("substitute", "note_en", "note_fr")}
        super().__init__(*args, **kwargs)
        self.fields["substitute"].offer(session.activity, in_full=by_staff)  # type: ignore[attr-defined]
