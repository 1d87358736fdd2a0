"""What staff write down about a resource."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from centres.access_words import ACCESS
from centres.models import Resource
from centres.models.resource_choices import Cost, ReferredBy, ResourceKind
from core import phones
from core.forms import Checkboxes, CountedTextarea, Form, ModelForm, PhoneField, Radios
from core.languages import Spoken

YES_NO = [("", _("Nobody has checked")), ("yes", _("Yes")), ("no", _("No"))]
# The parts of the page: their headings, and the fields of each. A pair is one text in both languages.
PARTS: list[tuple[Any, list[str | tuple[str, str]]]] = [
    (
        _("What it is"),
        [
            ("name_en", "name_fr"),
            ("organisation_en", "organisation_fr"),
            ("words_en", "words_fr"),
            "kinds",
        ],
    ),
    (_("Who can go there"), [("whom_en", "whom_fr"), ("min_age", "max_age"), "languages"]),
    (_("What it costs"), ["cost", ("fee_en", "fee_fr")]),
    (
        _("How to get there"),
        [
            "referred_by",
            ("referral_en", "referral_fr"),
            ("phone", "extension"),
            ("toll_free", "tty"),
            ("fax", "email"),
            "website",
            ("wait_en", "wait_fr"),
        ],
    ),
    (
        _("Where and when"),
        [
            ("street", "unit"),
            ("town", "postal_code"),
            "province",
            ("area_en", "area_fr"),
            ("hours_en", "hours_fr"),
        ],
    ),
    (
        _("Getting in"),
        [
            ("step_free", "accessible_washroom"),
            ("parking", "hearing_loop"),
            ("scent_free", "quiet_space"),
            ("access_en", "access_fr"),
        ],
    ),
    (_("For us"), ["record_211", "listed", "notes", "is_right"]),
]


def _names(part: str | tuple[str, str]) -> tuple[str, ...]:
    return (part,) if isinstance(part, str) else part


class ResourcePhoneField(PhoneField):
    """A telephone number, or one of three digits, such as 211."""

    def to_python(self, value: Any) -> str:
        text = str(value or "").strip()
        return text if phones.is_short(text) else super().to_python(value)


def _yes_no(fact: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=ACCESS[fact][0],
        choices=YES_NO,
        coerce={"yes": True, "no": False}.get,
        empty_value=None,
        required=False,
    )


def _text(label: Any, *, rows: int = 2, most: int = 300, lang: str = "", hint: Any = "") -> forms.CharField:
    attrs = {"rows": rows, **({"lang": lang} if lang else {})}
    return forms.CharField(
        label=label, max_length=most, required=False, widget=CountedTextarea(attrs=attrs), help_text=hint
    )


def _short(label: Any, hint: Any = "") -> forms.IntegerField:
    box = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"})
    return forms.IntegerField(label=label, min_value=0, max_value=999999, required=False, widget=box, help_text=hint)


class ResourceForm(ModelForm):
    """All of it on one page; only a name is asked for."""

    words_en = _text(_("What it offers, in English"), rows=4, most=1200, lang="en")
    words_fr = _text(_("What it offers, in French"), rows=4, most=1200, lang="fr")
    kinds = forms.MultipleChoiceField(
        label=_("What is it there for?"), choices=ResourceKind.choices, required=False, widget=Checkboxes
    )
    whom_en = _text(_("For whom, in English"), lang="en", hint=_("Such as: people who live in Elgin County."))
    whom_fr = _text(_("For whom, in French"), lang="fr")
    min_age = _short(_("From which age?"))
    max_age = _short(_("Up to which age?"))
    languages = forms.MultipleChoiceField(
        label=_("Which languages are spoken or signed there?"),
        choices=Spoken.choices,
        required=False,
        widget=Checkboxes,
    )
    cost = forms.ChoiceField(
        label=_("Does it cost something?"),
        choices=[("", _("Nobody has asked")), *Cost.choices],
        required=False,
        widget=Radios(inline=True),
    )
    fee_en = _text(_("More about the cost, in English"), lang="en")
    fee_fr = _text(_("More about the cost, in French"), lang="fr")
    referred_by = forms.MultipleChoiceField(
        label=_("How does somebody get there?"), choices=ReferredBy.choices, required=False, widget=Checkboxes
    )
    referral_en = _text(_("What to do or to bring, in English"), most=600, lang="en")
    referral_fr = _text(_("What to do or to bring, in French"), most=600, lang="fr")
    phone = ResourcePhoneField(label=_("Telephone"), required=False)
    extension = _short(_("Extension"))
    toll_free = ResourcePhoneField(label=_("Toll-free number"), required=False)
    tty = ResourcePhoneField(label=_("Number for teletypewriters (TTY)"), required=False)
    fax = ResourcePhoneField(label=_("Fax"), required=False)
    website = forms.URLField(label=_("Address on the web"), max_length=300, required=False, assume_scheme="https")
    step_free, accessible_washroom = _yes_no("step_free"), _yes_no("accessible_washroom")
    parking, hearing_loop = _yes_no("parking"), _yes_no("hearing_loop")
    scent_free, quiet_space = _yes_no("scent_free"), _yes_no("quiet_space")
    access_en = _text(_("More about getting in, in English"), lang="en")
    access_fr = _text(_("More about getting in, in French"), lang="fr")
    notes = _text(_("Notes for staff of the centre"), rows=3, most=1200, hint=_("Nobody else reads them."))
    is_right = forms.BooleanField(label=_("I have made sure that all this is right today"), required=False)

    class Meta:
        model = Resource
        fields = [name for _heading, fields in PARTS for part in fields for name in _names(part) if name != "is_right"]
        labels = {
            "name_en": _("Name, in English"),
            "name_fr": _("Name, in French"),
            "organisation_en": _("Whose service it is, in English"),
            "organisation_fr": _("Whose service it is, in French"),
            "email": _("E-mail address"),
            "wait_en": _("How long people wait, in English"),
            "wait_fr": _("How long people wait, in French"),
            "street": _("Street and number"),
            "unit": _("Floor or unit"),
            "town": _("Town"),
            "province": _("Province"),
            "postal_code": _("Postal code"),
            "area_en": _("For which area, in English"),
            "area_fr": _("For which area, in French"),
            "hours_en": _("When it is open, in English"),
            "hours_fr": _("When it is open, in French"),
            "record_211": _("Number of the record at 211"),
            "listed": _("Others may see it: on the public list, in the booklet, and at other centres"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for fact in Resource.ACCESS_FACTS:
            known = getattr(self.instance, fact)
            self.initial[fact] = {True: "yes", False: "no"}.get(known, "")

    @property
    def parts(self) -> list[tuple[Any, list[list[Any]]]]:
        """The page's parts with their fields: those of a pair stand side by side."""
        return [(heading, [[self[name] for name in _names(part)] for part in fields]) for heading, fields in PARTS]

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "is_right"}


class ClosingForm(Form):
    """It is closed: for now, or for good."""

    step = forms.ChoiceField(
        label=_("What is so?"),
        choices=[("pause", _("It is closed for now")), ("close", _("It is no longer there"))],
        widget=Radios(),
    )
    note = _text(_("A word for colleagues"), rows=2, most=200)
