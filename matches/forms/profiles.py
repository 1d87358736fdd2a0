"""What a champion would like to do with one person."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import Checkboxes, Form, Radios
from matches import parts
from matches.models import Kind, VisitorProfile
from matches.parts import AgeGroup, Around, Gender, Reach

MOST = 5


class ProfileForm(Form):
    """For the champion on their home; staff read the same questions aloud."""

    kinds = forms.MultipleChoiceField(
        label=_("What would you like to do?"),
        choices=[
            (Kind.FRIENDLY, _("Visit somebody at home")),
            (Kind.BUDDY, _("Go out with somebody")),
            (Kind.PALLIATIVE, _("Be quiet company at the end of life")),
        ],
        required=False,
        widget=Checkboxes(
            hints={
                Kind.FRIENDLY: _("To talk, to play cards, to have a coffee together."),
                Kind.BUDDY: _("Fishing, walking, shopping, or going to a group for the first time."),
                Kind.PALLIATIVE: _("Sitting with somebody, kind and without hurry. Only if you feel ready for it."),
            }
        ),
    )
    parts = forms.MultipleChoiceField(
        label=_("When does it suit you?"), choices=parts.CHOICES, required=False, widget=Checkboxes
    )
    town = forms.CharField(label=_("Your town or village"), max_length=60)
    postal_code = forms.CharField(
        label=_("Your postal code"),
        help_text=_("We compare its first three characters, to see who lives near."),
        max_length=7,
        required=False,
    )
    reach = forms.ChoiceField(label=_("How far would you go?"), initial=Reach.TOWN, widget=Radios)
    most = forms.IntegerField(
        label=_("With how many people at the same time, at most?"),
        min_value=0,
        max_value=MOST,
        initial=1,
        help_text=_("One is plenty. With 0 we ask you about nobody for now."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
        error_messages={
            "min_value": _("Please write a number from 0 to 5."),
            "max_value": _("Please write a number from 0 to 5."),
        },
    )
    gender = forms.ChoiceField(
        label=_("Some people would rather have a woman or a man. How do you describe yourself?"),
        required=False,
        widget=Radios,
    )
    age_group = forms.ChoiceField(
        label=_("Some would like somebody of their age. How old are you?"), required=False, widget=Radios
    )
    avoids = forms.MultipleChoiceField(
        label=_("Is there anything that you cannot bear?"),
        choices=Around.choices,
        required=False,
        widget=Checkboxes,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unsaid = ("", gettext("I would rather not say"))
        choices: dict[str, Any] = {
            "parts": parts.CHOICES,
            "reach": Reach.choices,
            "gender": [unsaid, *Gender.choices],
            "age_group": [unsaid, *AgeGroup.choices],
            "avoids": Around.choices,
        }
        for name, offered in choices.items():
            self.fields[name].choices = [  # type: ignore[attr-defined]
                (value, capfirst(str(label))) for value, label in offered
            ]

    @classmethod
    def of(cls, profile: VisitorProfile, data: Any = None) -> "ProfileForm":
        """The form as it stands for this profile."""
        return cls(data, initial={name: getattr(profile, name) for name in cls.base_fields})
