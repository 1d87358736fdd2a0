"""What somebody says who would like to talk to a link worker. In plain words, and all but two answers may be empty."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from centres.models.centre import Language
from core.errors import DomainError
from core.forms import Checkboxes, CountedTextarea, Form, PublicForm, Radios
from people.models.contact import ContactKind
from people.services import contacts
from prescriptions.models import Need, Reach
from prescriptions.services.asking import Newcomer, Wish

KINDS: dict[str, ContactKind | None] = {
    Reach.PHONE: None,  # a mobile or a landline: both ring
    Reach.TEXT: ContactKind.MOBILE,
    Reach.EMAIL: ContactKind.EMAIL,
}


class OwnAskForm(Form):
    """For somebody whom we know."""

    needs = forms.MultipleChoiceField(
        label=_("What would you like to talk about?"),
        help_text=_("Choose as many as you like."),
        widget=Checkboxes,
        error_messages={"required": _("Choose at least one thing. It is no promise.")},
    )
    matters = forms.CharField(
        label=_("What matters to you just now?"),
        help_text=_("In your own words. A line is enough."),
        max_length=1000,
        required=False,
        widget=CountedTextarea(attrs={"rows": 4}),
    )
    reach = forms.ChoiceField(
        label=_("How shall we contact you?"),
        choices=[
            (Reach.PHONE, _("A phone call")),
            (Reach.TEXT, _("A text message")),
            (Reach.EMAIL, _("An e-mail")),
        ],
        widget=Radios,
    )
    safety = forms.CharField(
        label=_("Is there something we should know to keep you safe?"),
        help_text=_(
            "Only if you wish. Such as somebody who must not hear that we call. "
            "In danger call 911; to talk at any hour call or text 988."
        ),
        max_length=500,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )
    agrees = forms.BooleanField(
        label=_("I agree that the centre’s link workers read this and contact me."),
        error_messages={"required": _("We need your yes: without it nobody may read this.")},
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput)  # sent twice, kept once

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = [  # type: ignore[attr-defined]
            (value, capfirst(str(label))) for value, label in Need.choices
        ]

    @property
    def wish(self) -> Wish:
        said = self.cleaned_data
        return Wish(said["needs"], said["matters"], Reach(said["reach"]), said["safety"], said["agrees"])


class AskForm(OwnAskForm, PublicForm):
    """For somebody without an account: a name, and one way to be reached."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("The name that people call you by."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.CharField(label=_("Your number or e-mail address"), max_length=254)
    language = forms.ChoiceField(
        label=_("In which language shall we talk?"),
        help_text=_("Another language? Tell us above: we find an interpreter."),
        choices=Language.choices,
        widget=Radios,
    )
    field_order = ("name", "reach", "contact", "needs", "matters", "language", "safety", "agrees")

    def clean(self) -> dict[str, Any]:
        """The number or address is one at which they can be contacted as they wish."""
        cleaned = super().clean() or {}
        if cleaned.get("contact") and cleaned.get("reach"):
            try:
                cleaned["contact_kind"], cleaned["contact"] = self._read(cleaned["contact"], cleaned["reach"])
            except DomainError as error:
                self.refuse(error, "contact")
        return cleaned

    @staticmethod
    def _read(contact: str, reach: str) -> tuple[ContactKind, str]:
        """Raises `DomainError`."""
        kind, value = contacts.read(contact, KINDS[reach])
        if reach != Reach.EMAIL and kind == ContactKind.EMAIL:
            raise DomainError("not_a_phone")
        return kind, value

    @property
    def newcomer(self) -> Newcomer:
        said = self.cleaned_data
        return Newcomer(said["name"].strip(), said["contact"], said["contact_kind"], said["language"])
