"""The filters over the list of activities, and the one filter of agenda and month."""

from functools import lru_cache
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import translation
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from activities import towns
from activities.choices import Kind
from activities.lines import Wanted
from activities.selectors import CentreChoice, listed_centres
from core.languages import Spoken

ACCESS_NEEDS = [
    ("step_free", _("No steps")),
    ("accessible_washroom", _("Accessible washroom")),
    ("hearing_loop", _("Hearing loop")),
    ("scent_free", _("Scent-free")),
    ("quiet_space", _("Quiet space")),
    ("parking", _("Parking")),
]
# Numbered as ISO 8601 does, from Monday on.
WEEK = [(str(number + 1), name) for number, name in WEEKDAYS.items()]
CHOICES: dict[str, list[tuple[str, Any]]] = {
    "kind": Kind.choices,
    "language": Spoken.choices,
    "day": WEEK,
    "access": ACCESS_NEEDS,
}

Choices = tuple[tuple[str, str], ...]


@lru_cache
def _in_words(name: str, language: str) -> Choices:
    """The choices of a field in the active language, looked up in the catalogue once."""
    with translation.override(language):
        return tuple((value, capfirst(str(label))) for value, label in CHOICES[name])


@lru_cache(maxsize=512)
def _as_html(choices: Choices, chosen: str) -> SafeString:
    """The `option` elements of a select. Half a page's loops would go into them, and they hardly ever change."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, mark_safe(" selected") if value == chosen else "", words) for value, words in choices),
    )


class CentreFilter(forms.Form):
    """Which centre. What an old or mistyped address asks for and nobody offers is ignored, not scolded."""

    centre = forms.ChoiceField(label=_("Centre"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.centres = listed_centres()
        self.of_centres: Choices = tuple((centre.slug, centre.name) for centre in self.centres)
        self._offer("centre", self.of_centres)
        self._offer_more()
        self.is_valid()

    def _offer_more(self) -> None:
        """For filters that have other choices which only the database knows."""

    def _offer(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen_centre(self) -> CentreChoice | None:
        slug = self.cleaned_data.get("centre")
        return next((centre for centre in self.centres if centre.slug == slug), None)

    def choices(self, name: str) -> Choices:
        if name == "centre":
            return self.of_centres
        return _in_words(name, get_language() or "en")

    def chosen(self, name: str) -> list[str]:
        """The chosen values of a field, one or several."""
        value = self.cleaned_data.get(name) or []
        return [value] if isinstance(value, str) else value

    def options(self, name: str) -> SafeString:
        """What stands inside the field's select element."""
        return _as_html(self.choices(name), "".join(self.chosen(name)))


class AgendaFilter(CentreFilter):
    """What is in the agenda, and where it begins: a day and, for the pages between, how many dates to leave out."""

    town = forms.ChoiceField(label=_("Town"), required=False)
    kind = forms.ChoiceField(label=_("What"), choices=Kind.choices, required=False)
    language = forms.ChoiceField(label=_("Language spoken"), choices=Spoken.choices, required=False)
    since = forms.DateField(required=False)
    skip = forms.IntegerField(required=False, min_value=0, max_value=10_000)

    SELECTS = ("centre", "town", "kind", "language")

    def _offer_more(self) -> None:
        self.towns = towns.listed()
        self.of_towns: Choices = tuple((town.slug, town.name) for town in self.towns)
        self._offer("town", self.of_towns)

    @property
    def wanted(self) -> Wanted:
        slug = self.cleaned_data.get("town")
        return Wanted(
            centre=self.chosen_centre,
            town=next((town for town in self.towns if town.slug == slug), None),
            kind=self.cleaned_data.get("kind", ""),
            spoken=self.cleaned_data.get("language", ""),
        )

    @property
    def is_narrowed(self) -> bool:
        """By more than the centre."""
        return any(self.chosen(name) for name in self.SELECTS[1:])

    def choices(self, name: str) -> Choices:
        return self.of_towns if name == "town" else super().choices(name)


class ActivityFilter(CentreFilter):
    """What somebody looks for in the list."""

    q = forms.CharField(label=_("Search by word"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("What"), choices=Kind.choices, required=False)
    language = forms.ChoiceField(label=_("Language spoken"), choices=Spoken.choices, required=False)
    day = forms.ChoiceField(label=_("Day of the week"), choices=WEEK, required=False)
    access = forms.MultipleChoiceField(label=_("The place must have"), choices=ACCESS_NEEDS, required=False)
    no_sign_up = forms.BooleanField(label=_("No sign-up needed: I just come"), required=False)

    SELECTS = ("centre", "kind", "language", "day")

    def active(self) -> list[tuple[str, str, str]]:
        """What is filtered by just now: field, value and words."""
        found = []
        if words := self.cleaned_data.get("q"):
            found.append(("q", words, words))
        for name in (*self.SELECTS, "access"):
            words_of = dict(self.choices(name))
            found += [(name, value, words_of[value]) for value in self.chosen(name)]
        if self.cleaned_data.get("no_sign_up"):
            found.append(("no_sign_up", "on", str(self.fields["no_sign_up"].label)))
        return found

    @property
    def wanted(self) -> Wanted | None:
        """The same as the agenda would have it, where it has all of these filters."""
        if {name for name, _value, _words in self.active()} - {"centre", "kind", "language"}:
            return None
        return Wanted(
            centre=self.chosen_centre,
            kind=self.cleaned_data.get("kind", ""),
            spoken=self.cleaned_data.get("language", ""),
        )

    @property
    def is_narrowed(self) -> bool:
        """By more than a word. Only then are the other filters open: on a phone they push what was found off it."""
        return any(name != "q" for name, _value, _words in self.active())
