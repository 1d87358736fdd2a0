"""A new round of a survey."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import DateField
from core.forms import Form, Radios
from evaluation.models import SurveyAudience

WHERE = {
    "survey_too_few": "audience",
    "survey_nobody": "audience",
    "survey_too_soon": "audience",
    "survey_days": "closes_on",
}


class RoundForm(Form):
    """Its answers are the service's arguments."""

    audience = forms.TypedChoiceField(
        label=_("Who is to be asked?"), choices=SurveyAudience.choices, coerce=SurveyAudience, widget=Radios
    )
    closes_on = DateField(
        label=_("Until which day can it be answered?"),
        help_text=_("From 10 to 60 days from today. Whoever has not answered is reminded once, five days before."),
    )
    mark_optional = False

    def __init__(self, *args: Any, numbers: dict[str, int], **kwargs: Any) -> None:
        """`numbers`: how many would be asked of each audience."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["audience"]
        field.choices = [(one.value, f"{one.label} ({numbers[one.value]})") for one in SurveyAudience]
