"""What a prescription asks of whoever writes it: a clinic outside, and whoever else has these questions."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from centres.models import Centre
from core.errors import DomainError
from core.forms import Checkboxes, CountedTextarea, Form, Radios
from prescriptions.models import Level, Need, Reach, Risks, Told, Urgency

FIELDS_OF = {  # where a service's no is shown
    "consent_needed": "agrees",
    "need_missing": "needs",
    "risks_missing": "risk_words",
    "thing_missing": "activity",
}


class QuestionsForm(Form):
    """The prescription itself: needs, level, risks, how to reach them, and what they agree to."""

    needs = forms.MultipleChoiceField(
        label=_("What is it for?"),
        choices=Need.choices,
        widget=Checkboxes,
        error_messages={"required": _("Choose at least one thing that it is for.")},
    )
    matters = forms.CharField(
        label=_("What matters to the client?"),
        help_text=_("In their own words, as far as you can."),
        max_length=1000,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )
    strengths = forms.CharField(
        label=_("What are they good at, or proud of?"),
        max_length=500,
        required=False,
        widget=CountedTextarea(attrs={"rows": 2}),
    )
    level = forms.ChoiceField(label=_("How much support?"), choices=Level.choices, widget=Radios)
    activity: Any = forms.ModelChoiceField(
        label=_("A group, if you have one in mind"), queryset=None, required=False, to_field_name="slug"
    )
    urgency = forms.TypedChoiceField(
        label=_("How urgent is it?"), coerce=int, choices=Urgency.choices, initial=Urgency.ROUTINE, widget=Radios
    )
    risks = forms.ChoiceField(
        label=_("Are there risks that we should know of?"),
        help_text=_("For the client, or for whoever visits or accompanies them."),
        choices=Risks.choices,
        widget=Radios,
        error_messages={"required": _("Please answer this. “None known” is an answer.")},
    )
    risk_words = forms.CharField(
        label=_("What is there to know?"),
        max_length=500,
        required=False,
        widget=CountedTextarea(attrs={"rows": 2}),
    )
    reach = forms.ChoiceField(
        label=_("How do they want to be contacted?"), choices=Reach.choices, initial=Reach.PHONE, widget=Radios
    )
    told = forms.ChoiceField(
        label=_("How much may you hear of what comes of it?"),
        help_text=_("Ask the client. They can change this at any time."),
        choices=Told.choices,
        widget=Radios,
    )
    agrees = forms.BooleanField(
        label=_("The client agrees to be referred"),
        error_messages={"required": _("Ask the client first: nothing is written down unless they agree.")},
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput)  # sent twice, written once

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("needs", "level", "urgency", "risks", "reach", "told"):
            field: Any = self.fields[name]
            field.choices = [(value, capfirst(str(label))) for value, label in field.choices]
        groups: Any = self.fields["activity"]
        groups.queryset = Activity.public().filter(centre=centre).order_by("sort_en", "pk")
        groups.empty_label = gettext("None in particular")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("risks") == Risks.SOME and not cleaned.get("risk_words", "").strip():
            self.refuse(DomainError("risks_missing"), "risk_words")
        if cleaned.get("level") == Level.LIGHT and not cleaned.get("activity") and "activity" not in self.errors:
            self.refuse(DomainError("thing_missing"), "activity")
        return cleaned

    def refuse_where_it_belongs(self, error: DomainError) -> None:
        """Show a service's no at its field; above the form where it has none."""
        self.refuse(error, FIELDS_OF.get(error.code))

    @property
    def answers(self) -> dict[str, Any]:
        """As `services.intake.receive` asks for them."""
        said = self.cleaned_data
        return {
            "needs": said["needs"],
            "matters": said["matters"],
            "strengths": said["strengths"],
            "level": Level(said["level"]),
            "activity": said["activity"],
            "urgency": Urgency(said["urgency"]),
            "risks": Risks(said["risks"]),
            "risk_words": said["risk_words"],
            "reach": Reach(said["reach"]),
            "told": Told(said["told"]),
            "agrees": said["agrees"],
        }
