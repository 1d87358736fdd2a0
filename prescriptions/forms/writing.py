"""The one screen on which a prescription is written."""

import uuid
from datetime import date, datetime
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.actors import Actor, Role
from core.errors import DomainError
from core.forms import DateField, Form, Radios
from people.forms import EARLIEST_BIRTH
from people.models import Person
from people.services import contacts
from prescriptions import presenters
from prescriptions.forms.questions import QuestionsForm
from prescriptions.models import Need
from prescriptions.services import fitting, writing

NOTHING = ""


class PrescriptionForm(QuestionsForm):
    """The questions, beside what fits the needs just now.

    Sent with `look`, it is shown again with what fits the needs that are ticked, and nothing is complained about.
    """

    names = "thing"

    thing = forms.ChoiceField(label=_("Something in particular?"), required=False, widget=Radios)
    provider = forms.ChoiceField(label=_("Who prescribed it?"), widget=forms.Select)
    writer_role = forms.CharField(
        label=_("Profession, as the slip names it"),
        max_length=120,
        required=False,
        help_text=_("Such as “nurse practitioner”. It is remembered for the next time."),
    )
    field_order: tuple[str, ...] = ("provider", "needs", "level", "thing")

    def __init__(
        self, data: Any = None, *, by: Actor, now: datetime, person: Person | None = None, **kwargs: Any
    ) -> None:
        self.by, self.now = by, now
        known = {"language": person.language, "interpreter": person.interpreter} if person else {}
        role = writing.role_of(by.user_id, centre_id=by.centre_id)
        initial = {"request_key": uuid.uuid4(), "writer_role": role, **known, **kwargs.pop("initial", {})}
        super().__init__(data, initial=initial, **kwargs)
        self.providers = {str(user.pk): user for user in writing.on_behalf_of(by)}
        self._offer_providers()
        self.things = self._things()
        self._offer_things()

    @property
    def is_looking(self) -> bool:
        return self.is_bound and "look" in self.data

    def full_clean(self) -> None:
        if self.is_looking:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        return not self.is_looking and super().is_valid()

    @property
    def ticked(self) -> list[str]:
        """The needs that are ticked just now, whatever else the form says."""
        said = self["needs"].value() or []
        return [need for need in said if need in Need.values]

    def _offer_providers(self) -> None:
        if self.by.has(Role.PROVIDER):
            del self.fields["provider"]
            return
        offered = [(pk, user.name or user.email) for pk, user in self.providers.items()]
        self.fields["provider"].choices = [("", gettext("Please choose")), *offered]  # type: ignore[attr-defined]
        if not self.providers:
            self.fields["provider"].help_text = gettext("Nobody is a provider at your centre yet.")
        del self.fields["writer_role"]  # theirs is known from what they wrote before

    def _things(self) -> list[fitting.Thing]:
        """What fits, and what was chosen before, where it can still be had."""
        offered = fitting.things(self.ticked, by=self.by, now=self.now, language=self._language)
        chosen = self.data.get("thing", NOTHING) if self.is_bound else self.initial.get("thing", NOTHING)
        if chosen and chosen not in {thing.key for thing in offered}:
            found = fitting.thing(chosen, by=self.by, now=self.now)
            offered = [found, *offered] if found else offered
        return offered

    def _offer_things(self) -> None:
        field = self.fields["thing"]
        nothing = (NOTHING, gettext("Nothing in particular: they look with the link worker, or by themselves"))
        field.choices = [nothing, *((one.key, presenters.title(one)) for one in self.things)]  # type: ignore[attr-defined]
        field.widget.hints = {one.key: presenters.hint(one, self._language) for one in self.things}
        field.error_messages["invalid_choice"] = DomainError("not_offered").words

    @property
    def _language(self) -> str:
        return str(self.data.get("language", "en") if self.is_bound else self.initial.get("language", "en"))

    @property
    def answers(self) -> dict[str, Any]:
        """As the service asks for them."""
        said = self.cleaned_data
        mine = {name: said[name] for name in ("language", "interpreter", "request_key")}
        thing = next((one for one in self.things if one.key == said["thing"]), None)
        provider = self.providers.get(said.get("provider", ""))
        return {
            **super().answers,
            **mine,
            "thing": thing,
            "provider": provider,
            "writer_role": said.get("writer_role", ""),
        }


class ClientFields(Form):
    """Somebody whom the centre does not know yet: enough to begin."""

    name = forms.CharField(
        label=_("Name to use"), max_length=120, help_text=_("The name that the person likes to be called by.")
    )
    birth_date = DateField(label=_("Date of birth"), required=False)
    contact = forms.CharField(
        label=_("Telephone number or e-mail address"),
        max_length=254,
        required=False,
        help_text=_("Leave this empty where there is none."),
    )
    chart_number = forms.CharField(
        label=_("Chart number"),
        max_length=30,
        required=False,
        help_text=_("As your centre’s medical records have it. Not the number of a health card."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )

    def clean_birth_date(self) -> date | None:
        born: date | None = self.cleaned_data["birth_date"]
        if born and not EARLIEST_BIRTH <= born <= timezone.localdate():
            raise forms.ValidationError(_("Check the year: this cannot be a date of birth."))
        return born

    def clean_contact(self) -> str:
        said = str(self.cleaned_data["contact"])
        if said:
            try:
                contacts.read(said)
            except DomainError as error:
                raise forms.ValidationError(error.words) from error
        return said


class NewClientForm(ClientFields, PrescriptionForm):
    """Both on one screen."""

    field_order = (*ClientFields.base_fields, *PrescriptionForm.field_order)

    @property
    def stranger(self) -> writing.Stranger:
        return writing.Stranger(**{name: self.cleaned_data[name] for name in ClientFields.base_fields})
