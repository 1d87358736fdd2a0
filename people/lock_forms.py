"""What people and staff fill in about locked records."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.actors import STAFF_ROLES, Role
from core.errors import DomainError
from core.forms import CountedTextarea, DateField, Form, Radios
from people.models.lockbox import Reason
from people.services import contacts
from people.services.locks import Staff
from people.staff_forms import NamedStaffForm


class LockForm(Form):
    """Who is not to see a record: one colleague or everybody in a role, of the centres in question."""

    whom = forms.ChoiceField(label=_("Who is not to see it?"), widget=Radios)
    mark_optional = False

    def __init__(self, *args: Any, staff: Sequence[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meant: dict[str, dict[str, Any]] = {}
        field: Any = self.fields["whom"]
        field.choices = [
            choice for one in staff for choice in self._choices(one, at=one.centre if staff[1:] else None)
        ]

    def _choices(self, staff: Staff, *, at: Centre | None) -> list[tuple[str, str]]:
        """Named by their centre where there are several."""
        choices, where = [], f" ({at.name})" if at else ""
        for one in staff.colleagues:
            value = f"{staff.centre.pk}-{one.user.pk}"
            self.meant[value] = {"centre": staff.centre, "user": one.user}
            roles = ", ".join(str(role.label) for role in one.roles)
            choices.append((value, f"{one.user.name or one.user.email} – {roles}{where}"))
        for role in sorted(STAFF_ROLES, key=list(Role).index):
            value = f"{staff.centre.pk}-{role}"
            self.meant[value] = {"centre": staff.centre, "role": role}
            choices.append((value, _now("Everybody in this role: %(role)s") % {"role": role.label} + where))
        return choices

    @property
    def chosen(self) -> dict[str, Any]:
        """The centre, and the colleague or the role."""
        return self.meant[self.cleaned_data["whom"]]


class LockedForm(Form):
    """Finding out whether a record is locked: who knows all of this knows the person already."""

    name = forms.CharField(
        label=_("The whole name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    birth_date = DateField(label=_("Date of birth"), required=False)
    number = forms.CharField(
        label=_("Or a telephone number or e-mail address of theirs"),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    mark_optional = False

    def clean_number(self) -> str:
        """As it is stored."""
        number: str = self.cleaned_data["number"].strip()
        try:
            return contacts.read(number)[1] if number else ""
        except DomainError as error:
            raise forms.ValidationError(error.words) from error

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and not (found["birth_date"] or found["number"]):
            self.add_error("birth_date", _("Fill in the date of birth, or a number or address."))
        return found


class OverrideForm(Form):
    """Why a locked record is opened."""

    reason = forms.ChoiceField(
        label=_("Why do you open it?"),
        choices=[(reason.value, capfirst(reason.label)) for reason in Reason],
        widget=Radios,
    )
    words = forms.CharField(
        label=_("What has happened"),
        max_length=500,
        widget=CountedTextarea(attrs={"rows": 3}),
        help_text=_("In a few words. Whoever looks after privacy at your centre reads it."),
    )
    mark_optional = False


class PrivacyOfficersForm(NamedStaffForm):
    """Who looks after privacy."""

    question = _("Which managers look after privacy at this centre?")
    hint = _("They are told when a locked record was opened. Where nobody is named, all managers are told.")
