"""The one screen on which a prescription is written."""

import uuid
from datetime import date, datetime
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from centres.models.centre import Language
from core.actors import Actor, Role
from core.errors import DomainError
from core.forms import Checkboxes, CountedTextarea, DateField, Form, Radios
from people.forms import EARLIEST_BIRTH
from people.models import Person
from people.services import contacts
from prescriptions import presenters
from prescriptions.models import Level, Need, Reach, Risks, Told, Urgency
from prescriptions.needs import FAMILIES
from prescriptions.services import fitting, writing

NOTHING = ""
IN_FAMILIES = [need for _title, needs in FAMILIES for need in needs]
RISKS = [(Risks.NONE_KNOWN, _("None known")), (Risks.SOME, _("Yes, there is something to know"))]
# What a service refuses, and the field that it belongs to.
AT_FIELD = {
    "consent_needed": "agrees",
    "need_missing": "needs",
    "risks_missing": "risk_words",
    "thing_missing": "thing",
    "provider_missing": "provider",
    "chart_number_taken": "chart_number",
    "name_missing": "name",
}


class PrescriptionForm(Form):
    """Whatever can be known beforehand is filled in; what must be asked has no answer yet.

    Sent with `look`, it is shown again with what fits the needs that are ticked, and nothing is complained about.
    """

    needs = forms.MultipleChoiceField(
        label=_("What is it for?"),
        choices=[(need.value, capfirst(need.label)) for need in IN_FAMILIES],
        widget=Checkboxes,
        error_messages={"required": _("Choose at least one thing that it is for.")},
    )
    level = forms.ChoiceField(label=_("How much support?"), choices=Level.choices, widget=Radios)
    thing = forms.ChoiceField(label=_("Something in particular?"), required=False, widget=Radios)
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
    urgency = forms.TypedChoiceField(
        label=_("How urgent is it?"),
        coerce=int,
        choices=Urgency.choices,
        initial=Urgency.ROUTINE,
        widget=Radios,
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
    language = forms.ChoiceField(
        label=_("Language for calls and messages"), choices=Language.choices, widget=Radios(inline=True)
    )
    interpreter = forms.CharField(
        label=_("Do they need an interpreter? Which language?"),
        max_length=60,
        required=False,
        help_text=_("Spoken or signed, such as Arabic or ASL. Leave this empty if not."),
    )
    reach = forms.ChoiceField(
        label=_("How would they like to be contacted about it?"),
        choices=Reach.choices,
        initial=Reach.PHONE,
        widget=Radios,
    )
    told = forms.ChoiceField(label=_("What may whoever prescribes hear later?"), choices=Told.choices, widget=Radios)
    agrees = forms.BooleanField(
        label=_("They agree to be referred, and to the centre keeping this"),
        error_messages={
            "required": _("Ask the client first: nothing is written down unless they agree to be referred.")
        },
    )
    provider = forms.ChoiceField(label=_("Who prescribed it?"), widget=forms.Select)
    writer_role = forms.CharField(
        label=_("Profession, as the slip names it"),
        max_length=120,
        required=False,
        help_text=_("Such as “nurse practitioner”. It is remembered for the next time."),
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput)

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
        self._capitals()
        # Asked after a yes alone.
        self.fields["risk_words"].required = not self.is_bound or self.data.get("risks") == Risks.SOME
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

    @property
    def families(self) -> list[tuple[str, list[Any]]]:
        """The boxes of the needs under the title of each family."""
        boxes = iter(self["needs"])
        return [(str(title), [next(boxes) for _need in needs]) for title, needs in FAMILIES]

    def _offer_providers(self) -> None:
        if self.by.has(Role.PROVIDER):
            del self.fields["provider"]
            return
        offered = [(pk, user.name or user.email) for pk, user in self.providers.items()]
        self.fields["provider"].choices = [("", gettext("Please choose")), *offered]  # type: ignore[attr-defined]
        if not self.providers:
            self.fields["provider"].help_text = gettext("Nobody is a provider at your centre yet.")
        del self.fields["writer_role"]  # theirs is known from what they wrote before

    def _capitals(self) -> None:
        for name in ("urgency", "reach", "told"):
            field = self.fields[name]
            field.choices = [(value, capfirst(str(label))) for value, label in field.choices]  # type: ignore[attr-defined]
        level = self.fields["level"]
        level.choices = [(one.value, presenters.short_level(one)) for one in Level]  # type: ignore[attr-defined]
        level.widget.hints = {one.value: presenters.level_means(one) for one in Level}

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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("level") == Level.LIGHT and not cleaned.get("thing") and "thing" not in self.errors:
            self.refuse(DomainError("thing_missing"), "thing")
        return cleaned

    def refuse_at_field(self, error: DomainError, otherwise: str | None = None) -> None:
        """A service's no, where it belongs."""
        field = AT_FIELD.get(error.code, otherwise)
        self.refuse(error, field if field in self.fields else None)

    @property
    def answers(self) -> dict[str, Any]:
        """As the service asks for them."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ClientFields.base_fields}
        key, provider = said.pop("thing"), said.pop("provider", "")
        return {
            **said,
            "level": Level(said["level"]),
            "risks": Risks(said["risks"]),
            "reach": Reach(said["reach"]),
            "told": Told(said["told"]),
            "thing": next((one for one in self.things if one.key == key), None),
            "provider": self.providers.get(provider),
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

    field_order = list(ClientFields.base_fields)

    @property
    def stranger(self) -> writing.Stranger:
        return writing.Stranger(**{name: self.cleaned_data[name] for name in ClientFields.base_fields})
