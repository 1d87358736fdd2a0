"""Whom staff seek somebody for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.forms.champions import ChampionField
from activities.models import Session
from champions.models import Champion
from core.forms import Form, Radios


class SeekForm(Form):
    """Who of the leaders cannot come. The others are asked first."""

    away: forms.ModelChoiceField = ChampionField(
        label=_("Who cannot lead this date?"),
        queryset=Champion.leading_at(0),
        required=False,
        empty_label=_("None of them can"),
        widget=Radios,
    )
    mark_optional = False

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaders = session.activity.leaders.active().select_related("person").order_by("person__search_name", "pk")
        self.fields["away"].queryset = leaders  # type: ignore[attr-defined]
