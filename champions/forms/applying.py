"""What somebody tells of themselves who would like to be a Health Champion. Nothing here asks for a résumé."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from champions.models import Enjoys, PartOfDay, Weekday
from core.errors import DomainError
from core.forms import Checkboxes, CountedTextarea, Form, PhoneField, PublicForm, Radios
from core.languages import Spoken
from people.models.contact import ContactKind
from people.services import contacts

MOST = 600


def _text(label: Any, help_text: Any, rows: int = 4) -> forms.CharField:
    widget = CountedTextarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=MOST, required=False, widget=widget)


def _several(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, help_text=help_text, required=False, widget=Checkboxes
    )


class PageForm(Form):
    """One page of it: nothing is asked that may not stay empty."""

    mark_optional = False
    title: Any = ""
    lead: Any = ""


class GiftsForm(PageForm):
    title = _("What you like")
    gifts = _text(
        _("What do you love doing, or what are you good at?"),
        _("Cards, listening, fixing bicycles, your grandmother’s recipes: everything counts."),
    )
    enjoys = _several(_("What could you imagine doing here?"), Enjoys.choices, _("Choose as many as you like."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("gifts", "").strip() and not cleaned.get("enjoys"):
            self.add_error("gifts", _("Write a few words, or choose something below. “I do not know yet” is fine."))
        return cleaned


class WhenForm(PageForm):
    title = _("When, and in which languages")
    lead = _("Answer what you like; you may leave this page empty.")
    days = _several(_("On which days could it be?"), Weekday.choices)
    parts = _several(_("At what time of the day?"), PartOfDay.choices)
    languages = _several(_("Which languages do you speak or sign?"), Spoken.choices)


class HelpForm(PageForm):
    title = _("What helps you")
    lead = _("You may leave this page empty.")
    needs = _text(
        _("What would help you to do it well?"),
        _("Such as an interpreter, large print, a lift, a quiet room, or somebody beside you the first time."),
    )
    lived = _text(
        _("Is there something that you have lived through and that could help others?"),
        _("Only if you wish. Your centre’s volunteer coordinators and managers read this, and nobody else."),
    )


class EmergencyForm(PageForm):
    title = _("In an emergency")
    lead = _("Should you not feel well while you are with us, whom may we call? You may leave this page empty.")
    emergency_name = forms.CharField(label=_("Their name"), max_length=120, required=False)
    emergency_phone = PhoneField(label=_("Their telephone number"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name, number = cleaned.get("emergency_name", "").strip(), cleaned.get("emergency_phone", "")
        if name and not number and "emergency_phone" not in self.errors:
            self.add_error("emergency_phone", _("Add their number, so that we can call."))
        if number and not name:
            self.add_error("emergency_name", _("Add their name, so that we know whom we call."))
        return cleaned


PAGE_FORMS: tuple[type[PageForm], ...] = (GiftsForm, WhenForm, HelpForm, EmergencyForm)


class CentreForm(Form):
    """Where somebody would like to help, and a line on what."""

    centre: Any = forms.ModelChoiceField(label=_("Which centre is near you?"), queryset=None, empty_label=None)
    words = forms.CharField(
        label=_("What would you like to do?"),
        help_text=_("A line is enough. “I do not know yet” is fine."),
        max_length=300,
        widget=CountedTextarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Centre]", self.fields["centre"])
        field.queryset = Centre.public()


class ComingForwardForm(CentreForm, PublicForm):
    """For somebody without an account: a name, and one way to be reached."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("The name that people call you by."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact_kind = forms.ChoiceField(
        label=_("How can we reach you?"),
        choices=[
            (ContactKind.MOBILE, _("Mobile telephone")),
            (ContactKind.LANDLINE, _("Landline")),
            (ContactKind.EMAIL, _("E-mail")),
        ],
        widget=Radios,
    )
    contact = forms.CharField(label=_("Your number or e-mail address"), max_length=254)
    request_key = forms.UUIDField(widget=forms.HiddenInput)  # sent twice, kept once
    field_order = ("name", "contact_kind", "contact", "centre", "words")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("contact") and cleaned.get("contact_kind"):
            try:
                kind = ContactKind(cleaned["contact_kind"])
                cleaned["contact"] = contacts.read(cleaned["contact"], kind)[1]
            except DomainError as error:
                self.refuse(error, "contact")
        return cleaned
