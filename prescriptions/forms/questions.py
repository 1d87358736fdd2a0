"""What every prescription asks, whoever writes it: staff at the desk, or a clinic outside."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from centres.models.centre import Language
from core.errors import DomainError
from core.forms import Checkboxes, CountedTextarea, Form, Radios
from prescriptions import presenters
from prescriptions.models import Level, Reach, Risks, Told, Urgency
from prescriptions.needs import FAMILIES

IN_FAMILIES = [need for _title, needs in FAMILIES for need in needs]
RISKS = [(Risks.NONE_KNOWN, _("None known")), (Risks.SOME, _("Yes, there is something to know"))]
# What a service refuses, and the field that it belongs to.
AT_FIELD = {
    "consent_needed": "agrees",
    "need_missing": "needs",
    "risks_missing": "risk_words",
    "provider_missing": "provider",
    "chart_number_taken": "chart_number",
    "name_missing": "name",
}


class QuestionsForm(Form):
    """Whatever can be known beforehand is filled in; what must be asked has no answer yet.

    `names`: the field in which one thing is named, which a light prescription cannot do without.
    """

    names = ""

    needs = forms.MultipleChoiceField(
        label=_("What is it for?"),
        choices=[(need.value, capfirst(need.label)) for need in IN_FAMILIES],
        widget=Checkboxes,
        error_messages={"required": _("Choose at least one thing that it is for.")},
    )
    level = forms.ChoiceField(label=_("How much support?"), choices=Level.choices, widget=Radios)
    matters = forms.CharField(
        label=_("What matters to them, in their own words"),
        max_length=1500,
        required=False,
        widget=CountedTextarea(attrs={"rows": 2}),
    )
    strengths = forms.CharField(
        label=_("What they are good at, and what they like to do"),
        max_length=1000,
        required=False,
        widget=CountedTextarea(attrs={"rows": 2}),
    )
    risks = forms.ChoiceField(
        label=_("Is there a risk that whoever meets them must know of?"),
        choices=RISKS,
        widget=Radios(inline=True),
        error_messages={"required": _("Please answer this: “None known” is an answer.")},
    )
    risk_words = forms.CharField(
        label=_("What is there to know?"),
        help_text=_("Only the link worker and whoever prescribes read this."),
        max_length=1000,
        widget=CountedTextarea(attrs={"rows": 2}),
        error_messages={"required": _("Write what there is to know, or choose that no risks are known.")},
    )
    urgency = forms.TypedChoiceField(
        label=_("How urgent is it?"),
        coerce=int,
        choices=Urgency.choices,
        initial=Urgency.ROUTINE,
        widget=Radios,
    )
    reach = forms.ChoiceField(
        label=_("How would they like to be contacted about it?"),
        choices=Reach.choices,
        initial=Reach.PHONE,
        widget=Radios,
    )
    language = forms.ChoiceField(
        label=_("Language for calls and messages"), choices=Language.choices, widget=Radios(inline=True)
    )
    interpreter = forms.CharField(
        label=_("Do they need an interpreter? Which language?"),
        max_length=60,
        required=False,
        help_text=_("Spoken or signed, such as Arabic or ASL. Leave this empty if not."),
    )
    agrees = forms.BooleanField(
        label=_("They agree to be referred, and to the centre keeping this"),
        error_messages={
            "required": _("Ask the client first: nothing is written down unless they agree to be referred.")
        },
    )
    told = forms.ChoiceField(label=_("What may whoever prescribes hear later?"), choices=Told.choices, widget=Radios)
    request_key = forms.UUIDField(widget=forms.HiddenInput)  # sent twice, written once

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._capitals()
        # Asked after a yes alone.
        self.fields["risk_words"].required = not self.is_bound or self.data.get("risks") == Risks.SOME

    @property
    def families(self) -> list[tuple[str, list[Any]]]:
        """The boxes of the needs under the title of each family."""
        boxes = iter(self["needs"])
        return [(str(title), [next(boxes) for _need in needs]) for title, needs in FAMILIES]

    def _capitals(self) -> None:
        for name in ("urgency", "reach", "told"):
            field = self.fields[name]
            field.choices = [(value, capfirst(str(label))) for value, label in field.choices]  # type: ignore[attr-defined]
        level = self.fields["level"]
        level.choices = [(one.value, presenters.short_level(one)) for one in Level]  # type: ignore[attr-defined]
        level.widget.hints = {one.value: presenters.level_means(one) for one in Level}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("level") == Level.LIGHT and not cleaned.get(self.names) and self.names not in self.errors:
            self.refuse(DomainError("thing_missing"), self.names)
        return cleaned

    def refuse_at_field(self, error: DomainError, otherwise: str | None = None) -> None:
        """A service's no, where it belongs."""
        field = self.names if error.code == "thing_missing" else AT_FIELD.get(error.code, otherwise)
        self.refuse(error, field if field in self.fields else None)

    @property
    def answers(self) -> dict[str, Any]:
        """As `services.intake.receive` asks for them. The language and the interpreter are the person's."""
        said = self.cleaned_data
        return {
            "needs": said["needs"],
            "matters": said["matters"],
            "strengths": said["strengths"],
            "level": Level(said["level"]),
            "urgency": Urgency(said["urgency"]),
            "risks": Risks(said["risks"]),
            "risk_words": said["risk_words"],
            "reach": Reach(said["reach"]),
            "told": Told(said["told"]),
            "agrees": said["agrees"],
        }
