"""What a centre asks its clients, and when."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import Checkboxes, Form, Radios
from evaluation.models import MeasuringPlan, TimePoint
from evaluation.presenters import offered

WHERE = {"measures_not_chosen": "instruments", "measures_too_many": "instruments"}


def _digits() -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"})


class PlanForm(Form):
    """Its answers are the service's arguments."""

    is_on = forms.TypedChoiceField(
        label=_("Does your centre ask its clients how they are?"),
        choices=[("yes", _("Yes, those who agree to it")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=Radios,
    )
    instruments = forms.MultipleChoiceField(
        label=_("What is asked?"),
        help_text=_("At most 10 questions at one time: more than that, people cannot bear."),
        required=False,
    )
    time_points = forms.MultipleChoiceField(
        label=_("When?"),
        help_text=_("Counted from the day on which a link worker’s work with somebody began."),
        choices=[(value, capfirst(str(label))) for value, label in TimePoint.choices],
        required=False,
        widget=Checkboxes,
    )
    open_for_days = forms.IntegerField(
        label=_("For how many days can it be answered?"),
        help_text=_("From 7 to 60. After that, nobody is asked about this time any more."),
        min_value=7,
        max_value=60,
        widget=_digits(),
    )
    reminders = forms.TypedChoiceField(
        label=_("How often are people reminded?"),
        help_text=_("Ten days apart, and never after an answer or a no."),
        choices=[(0, _("Never")), (1, _("Once")), (2, _("Twice"))],
        coerce=int,
        widget=Radios,
    )
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = offered()
        field = self.fields["instruments"]
        field.widget = Checkboxes(hints={slug: source for slug, _title, source in rows})
        field.choices = [(slug, title) for slug, title, _source in rows]  # type: ignore[attr-defined]

    @staticmethod
    def now(plan: MeasuringPlan) -> dict[str, Any]:
        """What the centre asks just now."""
        return {
            "is_on": "yes" if plan.is_on else "no",
            "instruments": plan.instruments,
            "time_points": plan.time_points,
            "open_for_days": plan.open_for_days,
            "reminders": plan.reminders,
        }
