"""What a clinic outside writes: who writes, for whom, and what every prescription asks; and the clinic itself."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from centres.models import Centre
from centres.models.centre import Language
from core.errors import DomainError
from core.fields import DateField
from core.forms import Form, Radios
from people.forms import EARLIEST_BIRTH
from people.models.contact import ContactKind
from people.services import contacts
from prescriptions.forms.questions import QuestionsForm
from prescriptions.models import Reach
from prescriptions.services.from_outside import Client

KINDS: dict[str, ContactKind | None] = {Reach.TEXT: ContactKind.MOBILE, Reach.EMAIL: ContactKind.EMAIL}
NEEDS_CONTACT = {Reach.PHONE, Reach.TEXT, Reach.EMAIL}


class PartnerWritesForm(QuestionsForm):
    """On one screen: nobody outside has an account, or what was typed the last time."""

    names = "activity"

    writer_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    writer_role = forms.CharField(label=_("Your role"), help_text=_("Such as “nurse practitioner”."), max_length=120)
    name = forms.CharField(
        label=_("The client’s name"), help_text=_("The name that people call them by."), max_length=120
    )
    birth_date = DateField(label=_("Their date of birth"), required=False)
    contact = forms.CharField(
        label=_("Their number or e-mail address"),
        help_text=_("Where we reach them as they wish."),
        max_length=254,
        required=False,
    )
    activity: Any = forms.ModelChoiceField(
        label=_("A group, if you have one in mind"), queryset=None, required=False, to_field_name="slug"
    )
    field_order = (
        "writer_name",
        "writer_role",
        "name",
        "birth_date",
        "needs",
        "level",
        "activity",
        "matters",
        "strengths",
        "risks",
        "risk_words",
        "urgency",
        "reach",
        "contact",
    )

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: Any = self.fields["activity"]
        groups.queryset = Activity.public().filter(centre=centre).order_by("sort_en", "pk")
        groups.empty_label = gettext("None in particular")

    def clean_birth_date(self) -> date | None:
        born: date | None = self.cleaned_data["birth_date"]
        if born and not EARLIEST_BIRTH <= born <= timezone.localdate():
            raise forms.ValidationError(_("Check the year: this cannot be a date of birth."))
        return born

    def clean(self) -> dict[str, Any]:
        """Somebody who wants to be contacted can be."""
        cleaned = super().clean()
        contact, reach = cleaned.get("contact", "").strip(), cleaned.get("reach")
        cleaned["contact_kind"] = None
        if contact and reach:
            try:
                cleaned["contact_kind"], cleaned["contact"] = contacts.read(contact, KINDS.get(reach))
            except DomainError as error:
                self.refuse(error, "contact")
        elif reach in NEEDS_CONTACT:
            self.add_error("contact", _("Write where we reach them, or choose another way above."))
        return cleaned

    @property
    def client(self) -> Client:
        said = self.cleaned_data
        return Client(
            said["name"].strip(),
            said["birth_date"],
            said["contact"],
            said["contact_kind"],
            said["language"],
            said["interpreter"].strip(),
        )

    @property
    def answers(self) -> dict[str, Any]:
        said = self.cleaned_data
        mine = {name: said[name] for name in ("activity", "writer_name", "writer_role")}
        return {**super().answers, **mine}


class PartnerForm(Form):
    """A clinic, as the centre knows it."""

    name = forms.CharField(label=_("Name of the clinic"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("Links go there, and nowhere else."))
    language = forms.ChoiceField(
        label=_("Language of our letters"),
        choices=Language.choices,
        initial=Language.EN,
        widget=Radios(inline=True),
    )


class PartnerChangeForm(PartnerForm):
    active = forms.BooleanField(
        label=_("We send them links"),
        help_text=_("Without it no link of theirs opens anything, from this moment on."),
        required=False,
    )
