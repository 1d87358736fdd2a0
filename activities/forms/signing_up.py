"""What somebody tells who would like to come."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.services import signing_up
from core.errors import DomainError
from core.forms import CountedTextarea, Form, Radios
from people.models.contact import ContactKind


class TakingPart(Form):
    """What is asked of everybody, and can be changed later."""

    brings_someone = forms.BooleanField(
        label=_("I am bringing someone"),
        help_text=_("A friend, a relative or a helper. We then keep two places."),
        required=False,
    )
    access_needs = forms.CharField(
        label=_("Is there anything that would help you take part?"),
        help_text=_("Such as a chair with arms, large print or a quiet corner. The group's leader reads this."),
        max_length=500,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )

    @property
    def wishes(self) -> signing_up.Wishes:
        """As the services ask for it."""
        return signing_up.Wishes(
            companions=int(self.cleaned_data["brings_someone"]), access_needs=self.cleaned_data["access_needs"]
        )


class OwnSignUpForm(TakingPart):
    """For somebody who is signed in: we know them."""

    # Sent twice, booked once; and what the page had promised, so that a place lost meanwhile is spoken of.
    request_key = forms.UUIDField(widget=forms.HiddenInput)
    expected = forms.ChoiceField(choices=[("place", ""), ("wait", "")], required=False, widget=forms.HiddenInput)


class SignUpForm(OwnSignUpForm):
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
        widget=Radios(
            hints={
                ContactKind.MOBILE: _("We can send it text messages."),
                ContactKind.LANDLINE: _("We call it."),
            }
        ),
    )
    contact = forms.CharField(label=_("Your number or e-mail address"), max_length=254)
    voicemail_ok = forms.BooleanField(
        label=_("You may leave a message on my voicemail"),
        required=False,
    )
    field_order = ["name", "contact_kind", "contact", "voicemail_ok", "brings_someone", "access_needs"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("contact") and cleaned.get("contact_kind"):
            try:
                signing_up.check_reach(cleaned["contact"], ContactKind(cleaned["contact_kind"]))
            except DomainError as error:
                self.refuse(error, "contact")
        return cleaned

    def stranger(self, *, language: str) -> signing_up.Stranger:
        cleaned = self.cleaned_data
        return signing_up.Stranger(
            name=cleaned["name"].strip(),
            contact=cleaned["contact"],
            contact_kind=ContactKind(cleaned["contact_kind"]),
            voicemail_ok=cleaned["voicemail_ok"],
            language=language,
        )
