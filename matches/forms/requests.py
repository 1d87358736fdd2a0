"""What somebody says who would like company; what the family says; and what staff add."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.errors import DomainError
from core.forms import Checkboxes, CountedTextarea, Form, PublicForm, Radios
from core.languages import Spoken
from matches import parts
from matches.models import Kind, MatchRequest, Source, Urgency
from matches.parts import Around, Preferred
from people.services import contacts

HOME, ELSEWHERE = "home", "elsewhere"
KINDS = [
    (Kind.FRIENDLY, _("Somebody visits me")),
    (Kind.BUDDY, _("Somebody goes out with me")),
    (Kind.PALLIATIVE, _("Quiet company at the end of life")),
]
KIND_HINTS = {
    Kind.FRIENDLY: _("To talk, to play cards, to have a coffee together."),
    Kind.BUDDY: _("Fishing, walking, shopping, or going to a group for the first time."),
    Kind.PALLIATIVE: _("Somebody who sits with me or with us, and has time."),
}


def _capitals(choices: Any) -> list[tuple[Any, str]]:
    return [(value, capfirst(str(label))) for value, label in choices]


class WishForm(Form):
    """Few questions, in plain words; all but the kind and the language may stay open until somebody calls."""

    kind = forms.ChoiceField(label=_("What would you like?"), choices=KINDS, widget=Radios(hints=KIND_HINTS))
    interests = forms.CharField(
        label=_("What do you like to do or to talk about?"),
        help_text=_("Such as cards, old films or fishing. Leave out anything about your health."),
        max_length=300,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages do you like to talk or sign?"), choices=Spoken.choices, widget=Checkboxes
    )
    parts = forms.MultipleChoiceField(
        label=_("When does it suit you?"), choices=parts.CHOICES, required=False, widget=Checkboxes
    )
    prefers = forms.ChoiceField(label=_("Would you rather have…"), required=False, widget=Radios)
    prefers_words = forms.CharField(
        label=_("In your own words, if you like"),
        help_text=_("Such as “somebody who knows farming”."),
        max_length=60,
        required=False,
    )
    where = forms.ChoiceField(
        label=_("Where would you like to meet?"),
        choices=[(HOME, _("At my home")), (ELSEWHERE, _("Somewhere else, such as at the centre or outside"))],
        widget=Radios,
    )
    town = forms.CharField(label=_("Town or village"), max_length=60)
    street = forms.CharField(
        label=_("Street and number"),
        help_text=_("Only for visits at home. Visitors see it from the day before a visit until it is over."),
        max_length=120,
        required=False,
    )
    postal_code = forms.CharField(label=_("Postal code"), max_length=7, required=False)
    around = forms.MultipleChoiceField(
        label=_("Is there anything of this at your home?"),
        help_text=_("Some visitors cannot bear it."),
        choices=Around.choices,
        required=False,
        widget=Checkboxes,
    )
    wishes = forms.CharField(
        label=_("Is there anything else that we should know?"),
        help_text=_("The centre’s staff read this. Leave out anything about your health."),
        max_length=500,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anybody = ("", gettext("No matter who"))
        choices = {
            "prefers": [anybody, *_capitals(Preferred.choices)],
            "parts": _capitals(parts.CHOICES),
            "around": _capitals(Around.choices),
        }
        for name, offered in choices.items():
            if name in self.fields:
                self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "where" in cleaned:
            cleaned["at_home"] = cleaned.pop("where") == HOME
            if cleaned["at_home"] and not cleaned.get("street") and "street" not in self.errors:
                self.refuse(DomainError("street_missing"), "street")
        return cleaned

    @staticmethod
    def now(request: MatchRequest) -> dict[str, Any]:
        """The answers as they stand."""
        names = [name for name in (*WishForm.base_fields, *StaffWishForm.base_fields) if hasattr(request, name)]
        return {
            **{name: getattr(request, name) for name in names},
            "where": HOME if request.at_home else ELSEWHERE,
        }


class ChangeForm(WishForm):
    """The same; what was asked for stays what it is."""

    kind = None  # type: ignore[assignment]  # takes the field away


class StaffWishForm(WishForm):
    """The same questions, read aloud by staff, with what staff add."""

    way_in = forms.CharField(
        label=_("How does one get in?"),
        help_text=_("Which door, which bell. Shown with the address."),
        max_length=200,
        required=False,
    )
    urgency = forms.TypedChoiceField(
        label=_("How urgent is it?"), coerce=int, choices=Urgency.choices, initial=Urgency.ROUTINE, widget=Radios
    )
    with_interpreter = forms.BooleanField(
        label=_("An interpreter is agreed"),
        help_text=_("Then the two need no language in common."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["urgency"].choices = _capitals(Urgency.choices)  # type: ignore[attr-defined]


class StaffChangeForm(StaffWishForm):
    kind = None  # type: ignore[assignment]  # takes the field away


class StaffNewForm(StaffWishForm):
    """With who asked; in each case the person agrees."""

    source = forms.ChoiceField(
        label=_("Who asks?"),
        choices=[
            (Source.CLIENT, _("They themselves")),
            (Source.STAFF, _("We suggested it, and they agree")),
            (Source.FAMILY, _("Their family; we call them first")),
        ],
        initial=Source.CLIENT,
        widget=Radios,
    )
    asked_by = forms.CharField(
        label=_("Of the family: who asks, and how do they belong together?"), max_length=120, required=False
    )
    field_order = ("source", "asked_by")


class FamilyForm(PublicForm):
    """Somebody asks for somebody else, who agrees. The rest is asked when staff call."""

    asked_by = forms.CharField(
        label=_("Your name, and how you belong to them"),
        help_text=_("Such as “Ann Lee, her daughter”."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    asked_by_contact = forms.CharField(label=_("Your number or e-mail address"), max_length=254)
    name = forms.CharField(
        label=_("The name of the person who would like company"),
        help_text=_("The name that people call them by."),
        max_length=120,
    )
    contact = forms.CharField(
        label=_("Their telephone number, if they have one"),
        help_text=_("We call them before anything happens."),
        max_length=254,
        required=False,
    )
    centre = forms.ChoiceField(label=_("Which centre is near to them?"))
    town = forms.CharField(label=_("Their town or village"), max_length=60)
    kind = forms.ChoiceField(
        label=_("What would they like?"),
        choices=[
            (Kind.FRIENDLY, _("Somebody visits them")),
            (Kind.BUDDY, _("Somebody goes out with them")),
            (Kind.PALLIATIVE, _("Quiet company at the end of life")),
        ],
        widget=Radios,
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages do they like to talk or sign?"), choices=Spoken.choices, widget=Checkboxes
    )
    interests = forms.CharField(
        label=_("What do they like to do or to talk about?"),
        help_text=_("Leave out anything about their health."),
        max_length=300,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )
    agrees = forms.BooleanField(
        label=_("They know that I ask, and they agree"),
        error_messages={"required": _("Please ask them first: it is their life, and their home.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centres = {centre.slug: centre for centre in Centre.public()}
        choose = ("", gettext("Please choose"))
        offered = [(slug, centre.name) for slug, centre in self.centres.items()]
        self.fields["centre"].choices = [choose, *offered]  # type: ignore[attr-defined]

    def clean_asked_by_contact(self) -> str:
        return self._reach("asked_by_contact")

    def clean_contact(self) -> str:
        return self._reach("contact") if self.cleaned_data["contact"] else ""

    def _reach(self, name: str) -> str:
        """A number or an address, as it is stored."""
        try:
            return contacts.read(self.cleaned_data[name])[1]
        except DomainError as error:
            raise forms.ValidationError(error.words) from error

    @property
    def answers(self) -> dict[str, Any]:
        """As the service asks for it."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("agrees", "centre")}
        return {**said, "centre": self.centres[self.cleaned_data["centre"]], "contact_kind": None}


class FilterForm(Form):
    """Of the waiting list. What an old address asks for and nobody offers is ignored."""

    mark_optional = False
    kind = forms.ChoiceField(label=_("What for"), required=False)
    urgency = forms.ChoiceField(label=_("Urgency"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", gettext("All"))
        for name, choices in (("kind", Kind.choices), ("urgency", Urgency.choices), ("language", Spoken.choices)):
            self.fields[name].choices = [everything, *_capitals(choices)]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def wanted(self) -> dict[str, str]:
        """What is asked for, and offered."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class WithdrawForm(Form):
    reason = forms.CharField(
        label=_("Why not any more?"),
        help_text=_("In a few words, without anything about their health."),
        max_length=300,
        widget=CountedTextarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, in a few words.")},
    )


class OwnForm(WishForm):
    """For oneself; where more than one centre could look for somebody, one says which."""

    centre = forms.ChoiceField(label=_("Which centre shall look for somebody?"))
    field_order = ("centre",)

    def __init__(self, *args: Any, centres: list[Centre], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centres = {centre.slug: centre for centre in centres}
        if len(centres) == 1:
            del self.fields["centre"]
        else:
            offered = [("", gettext("Please choose")), *((slug, one.name) for slug, one in self.centres.items())]
            self.fields["centre"].choices = offered  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[str, Any]:
        """As the service asks for it."""
        said = dict(self.cleaned_data)
        slug = said.pop("centre", None)
        return {**said, "centre": self.centres[slug] if slug else next(iter(self.centres.values()))}
