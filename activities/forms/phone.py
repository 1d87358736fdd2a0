"""What staff type while somebody is on the telephone."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.services.terms import MOST_COMPANIONS_AT_DESK
from centres.models.centre import Language
from core.forms import Form, Radios
from people.models.contact import ContactKind

MOST_TYPED = 120
_NUMBER = re.compile(r"\+?\(?\d[\d\s().+-]*\d")
LEAST_DIGITS = 10  # with the area code


@dataclass(frozen=True)
class Typed:
    """A name, a number or an address, or all of it, as it stood in the one box."""

    name: str
    contact: str

    @property
    def is_enough(self) -> bool:
        return bool(self.name and self.contact)

    @property
    def is_number(self) -> bool:
        return bool(self.contact) and "@" not in self.contact


def read(text: str) -> Typed:
    """What was typed, taken apart. A number without its area code is not one yet, and is left out."""
    rest, contact = text, ""
    for word in text.split():
        if "@" in word:
            rest, contact = rest.replace(word, " ", 1), word
    if not contact and (found := _NUMBER.search(text)):
        rest = text.replace(found.group(), " ", 1)
        if len(re.sub(r"\D", "", found.group())) >= LEAST_DIGITS:
            contact = found.group().strip()
    name = " ".join(rest.replace(",", " ").split())
    return Typed(name if re.search(r"[^\W\d]", name) else "", contact)


class FindCallerForm(Form):
    q = forms.CharField(
        label=_("Who is calling?"),
        help_text=_("Part of a name, or of a number."),
        max_length=MOST_TYPED,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )
    mark_optional = False


class NewCallerForm(Form):
    """What still lacks of somebody whom the centre does not know yet."""

    name = forms.CharField(label=_("Name to use"), max_length=120)
    contact = forms.CharField(
        label=_("Telephone number or e-mail address"),
        max_length=254,
        required=False,
        help_text=_("Leave this empty where there is none."),
    )
    contact_kind = forms.ChoiceField(
        label=_("Can the number get text messages?"),
        choices=[(ContactKind.LANDLINE, _("No, or not known")), (ContactKind.MOBILE, _("Yes"))],
        initial=ContactKind.LANDLINE,
        required=False,
        widget=Radios(inline=True),
    )
    language = forms.ChoiceField(
        label=_("Language for calls and messages"), choices=Language.choices, widget=Radios(inline=True)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:  # the hands stay on the keys
            first = "contact" if self.initial.get("name") else "name"
            self.fields[first].widget.attrs["autofocus"] = True

    def details(self) -> dict[str, Any]:
        """As `persons.register` takes them."""
        cleaned = dict(self.cleaned_data)
        kind = cleaned.pop("contact_kind") or ContactKind.LANDLINE
        is_address = "@" in cleaned["contact"]
        return {**cleaned, "contact_kind": ContactKind.EMAIL if is_address else ContactKind(kind)}


class PickDateForm(Form):
    group = forms.CharField(
        label=_("Which group?"),
        help_text=_("Part of its name, or its join code. Leave this empty to see all."),
        max_length=MOST_TYPED,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )
    mark_optional = False


class WishesForm(Form):
    """What goes with a place."""

    companions = forms.IntegerField(
        label=_("How many people come along?"),
        min_value=0,
        max_value=MOST_COMPANIONS_AT_DESK,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
    )
    wants_lift = forms.BooleanField(label=_("They would like a lift"), required=False)
    access_needs = forms.CharField(label=_("What helps them take part"), max_length=500, required=False)
    mark_optional = False

    def __init__(self, *args: Any, arranges_lifts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not arranges_lifts:
            del self.fields["wants_lift"]

    @property
    def wishes(self) -> dict[str, Any]:
        """As the services take them."""
        return {**self.cleaned_data, "companions": self.cleaned_data["companions"] or 0}
