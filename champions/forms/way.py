"""What staff decide along the way of a champion."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from champions.errors import SUPPORTER_ELSEWHERE
from champions.models import Champion, Standing
from champions.services import standing
from core.forms import CountedTextarea, DateField, Form


def _supporters(**options: Any) -> Any:
    return forms.ModelChoiceField(
        queryset=None, required=False, error_messages={"invalid_choice": SUPPORTER_ELSEWHERE}, **options
    )


class PlanForm(Form):
    """What comes next, by when, and who sees to it."""

    next_step = forms.CharField(
        label=_("What comes next?"), max_length=200, required=False, help_text=_("Such as: coffee on Tuesday.")
    )
    next_step_on = DateField(label=_("By which day?"), required=False)
    supporter = _supporters(label=_("Who sees to it?"), empty_label=_("Nobody yet"))

    def __init__(self, *args: Any, centre_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supporter"].queryset = standing.supporters(centre_id)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("next_step_on") and not cleaned.get("next_step", "").strip():
            self.add_error("next_step", _("Say what is to be done on that day."))
        return cleaned

    @classmethod
    def of(cls, champion: Champion, data: Any = None) -> "PlanForm":
        now = {name: getattr(champion, name) for name in ("next_step", "next_step_on", "supporter")}
        return cls(data, initial=now, centre_id=champion.centre_id)


class StepForm(Form):
    """Why, in a few words."""

    note = forms.CharField(
        label=_("Why?"),
        help_text=_("For you and your colleagues. It stands in the history below."),
        max_length=500,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )


class LeaveForm(StepForm):
    """Nobody leaves without a reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = _("Why do they leave?")
        self.fields["note"].required = True


class DeclineForm(StepForm):
    tell = forms.BooleanField(label=_("Send them this message"), required=False, initial=True)


class NarrowForm(Form):
    """Which champions a list shows."""

    mark_optional = False

    standing = forms.ChoiceField(
        label=_("How far they have come"), choices=[("", _("All")), *Standing.choices], required=False
    )
    supporter = _supporters(label=_("Who sees to it"), empty_label=_("All"))
    overdue = forms.BooleanField(label=_("Only those who wait for a next step"), required=False)

    def __init__(self, *args: Any, centre_id: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supporter"].queryset = standing.supporters(centre_id or 0)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, and can be."""
        found = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {name: value for name, value in found.items() if value}


class NameForm(Form):
    """By name."""

    mark_optional = False

    q = forms.CharField(label=_("Name"), max_length=100, required=False)
