"""What people and staff fill in about a person."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from centres.models.centre import Language
from core.errors import DomainError
from core.forms import Checkboxes, CountedTextarea, DateField, Form, PhoneField, PublicForm, Radios
from people.models import Person
from people.models.consent import Purpose
from people.models.contact import ContactKind
from people.services import contacts
from people.services.persons import DETAILS

EARLIEST_BIRTH = date(1900, 1, 1)


class DetailsForm(Form):
    """A person's details; the same for themselves and for staff who write them down."""

    name = forms.CharField(
        label=_("Name to use"), max_length=120, help_text=_("The name that people call you by. A nickname is fine.")
    )
    pronouns = forms.CharField(
        label=_("Pronouns"), max_length=40, required=False, help_text=_("Such as she, he, they.")
    )
    birth_date = DateField(
        label=_("Date of birth"),
        required=False,
        help_text=_("On the telephone line you can say by it who is calling. Leave it empty if you like."),
    )
    language = forms.ChoiceField(
        label=_("Language for calls and messages"), choices=Language.choices, widget=Radios(inline=True)
    )
    other_languages = forms.CharField(label=_("Other languages spoken or signed"), max_length=120, required=False)
    access_needs = forms.CharField(
        label=_("What makes it easier to take part"),
        max_length=500,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
        help_text=_("Such as a chair with arms, large print, a ride, or somebody who signs."),
    )
    interpreter = forms.CharField(
        label=_("Would you like an interpreter? Which language?"),
        max_length=60,
        required=False,
        help_text=_("Spoken or signed, such as Arabic or ASL. Leave this empty if you need none."),
    )
    emergency_name = forms.CharField(label=_("Whom to call in an emergency"), max_length=120, required=False)
    emergency_phone = PhoneField(label=_("Their telephone number"), required=False)

    def clean_birth_date(self) -> date | None:
        """A day on which somebody alive can have been born."""
        born: date | None = self.cleaned_data["birth_date"]
        if born and not EARLIEST_BIRTH <= born <= timezone.localdate():
            raise forms.ValidationError(_("Check the year: this cannot be a date of birth."))
        return born

    @classmethod
    def of(cls, person: Person, data: Any = None, *, with_needs: bool = True) -> "DetailsForm":
        """The form as it stands for this person. Without what they need, that is neither shown nor changed."""
        form = cls(data, initial={field: getattr(person, field) for field in DETAILS})
        if not with_needs:
            del form.fields["access_needs"]
        return form


class StaffDetailsForm(DetailsForm):
    """The same details, asked of staff."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("The name that the person likes to be called by.")
        self.fields["birth_date"].help_text = _("On the telephone line they can say by it who is calling.")
        self.fields["interpreter"].label = _("Do they need an interpreter? Which language?")
        self.fields["interpreter"].help_text = _("Spoken or signed, such as Arabic or ASL. Leave this empty if not.")


class ContactForm(Form):
    """One more way to be reached."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(kind.value, capfirst(kind.label)) for kind in ContactKind],
        widget=Radios(
            hints={
                ContactKind.MOBILE: _("It can get text messages."),
                ContactKind.LANDLINE: _("It can only be called."),
            }
        ),
    )
    value = forms.CharField(label=_("The number or the address"), max_length=254)
    voicemail_ok = forms.BooleanField(label=_("It is fine to leave a message on the voicemail"), required=False)


class NewPersonForm(StaffDetailsForm):
    """Somebody whom the centre does not know yet."""

    contact = forms.CharField(
        label=_("Telephone number or e-mail address"),
        max_length=254,
        required=False,
        help_text=_("Leave this empty where there is none."),
    )
    field_order = ["name", "contact"]


class ChartNumberForm(Form):
    """Under which the centre's medical records know somebody."""

    number = forms.CharField(
        label=_("Chart number"),
        max_length=30,
        required=False,
        help_text=_("As your centre’s medical records have it. Not the number of a health card."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )


# The question behind each purpose: whole sentences, because these words are what the person agrees to.
QUESTIONS: dict[str, str | Promise] = {
    Purpose.OWN_PLACES: _("Send me messages about the places I have: reminders and changes"),
    Purpose.NEWS: _("Tell me about other activities"),
    Purpose.SHARE_WITH_LEADER: _("Show the group's leader what makes it easier for me to take part"),
    Purpose.CHAMPION_CALLS: _(
        "A volunteer of the centre may phone me to invite me, or meet me at the door. They learn my first name and, "
        "for a call, my number"
    ),
    Purpose.REFERRAL: _("The centre may connect me with groups and services, by a social prescription"),
    Purpose.WORD_BACK: _("Whoever prescribed may hear that it goes on, and how it ends"),
    Purpose.WORD_BACK_DETAIL: _("Whoever prescribed may also hear what I take part in"),
    Purpose.EVALUATION: _("The centre may ask me now and then how I am, and count my answers with those of others"),
    Purpose.EQUITY: _(
        "The centre may ask who I am (such as my language, my income or my identity), keep it apart from my record, "
        "and count it with others’"
    ),
    Purpose.STORIES: _(
        "The centre may keep the stories that I tell it, and retell each no further than I said. When I end this, "
        "they are deleted"
    ),
}


class PinForm(Form):
    """Four digits for the telephone line."""

    digits = forms.CharField(
        label=_("Four digits"),
        max_length=4,
        help_text=_("Not 1234, and not four times the same."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-4"}),
    )


class ConsentsForm(Form):
    """What a person agrees to. Anything may stay empty."""

    agreed = forms.MultipleChoiceField(
        label=_("I agree to this"), choices=list(QUESTIONS.items()), widget=Checkboxes(), required=False
    )
    mark_optional = False


class StaffConsentsForm(ConsentsForm):
    """The same questions, read aloud by staff."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label = _("The person says yes to this")


class SearchForm(Form):
    """Finding somebody in the list."""

    q = forms.CharField(
        label=_("Name, telephone number or e-mail address"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    mark_optional = False


class FindForm(PublicForm):
    """Finding one's own page without an account. The number alone opens nothing: households share a telephone."""

    name = forms.CharField(
        label=_("Your first name"),
        max_length=120,
        help_text=_("The one that you gave when you signed up."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    contact = forms.CharField(label=_("Your mobile number or e-mail address"), max_length=254)

    def clean_contact(self) -> str:
        """As it is stored."""
        try:
            return contacts.read(self.cleaned_data["contact"])[1]
        except DomainError as error:
            raise forms.ValidationError(error.words) from error


class CodeForm(Form):
    """The code that was sent."""

    code = forms.CharField(
        label=_("The code"),
        max_length=20,
        help_text=_("Six digits."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "govuk-input--width-10"}
        ),
    )
