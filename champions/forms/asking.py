"""Asking somebody, and answering."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from champions.models import Answer, Means
from champions.services.asking import Proposed
from champions.services.invitations import Asking
from core.errors import DomainError
from core.forms import CountedTextarea, DateField, Form, PhoneField, Radios
from people.services import contacts

MOST_WORDS = 300
NEW = "new"


def _words(**options: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Your sentence"),
        help_text=_(
            "In your own words: what did you notice about them? It is sent as you write it. Leave out anything about "
            "their health: others may read it."
        ),
        max_length=MOST_WORDS,
        widget=CountedTextarea(attrs={"rows": 3}),
        **options,
    )


class ByNameForm(Form):
    """For whoever may not look people up: three fields."""

    named = forms.CharField(label=_("Whom do you want to ask?"), max_length=120, help_text=_("First and last name."))
    contact = forms.CharField(label=_("Their telephone number or e-mail address"), max_length=254)
    words = _words()

    def clean_contact(self) -> str:
        typed: str = self.cleaned_data["contact"]
        try:
            contacts.read(typed)
        except DomainError as error:
            raise forms.ValidationError(error.words) from error
        return typed


class MeansForm(Form):
    """How somebody is asked, of what reaches them."""

    means = forms.ChoiceField(label=_("How shall they be asked?"), choices=Means.choices, widget=Radios)
    remind_on = DateField(
        label=_("On which day do you want to ask?"),
        required=False,
        help_text=_("Only if they are asked in person. We remind the one who asks on that day."),
    )

    def offer(self, means: list[Means]) -> None:
        self.fields["means"].choices = [(one.value, one.label) for one in means]  # type: ignore[attr-defined]
        hints = {
            Means.LETTER: _("We make a letter to print and to hand over or mail."),
            Means.IN_PERSON: _("You ask them yourself, and write down what they say."),
        }
        self.fields["means"].widget.hints = hints

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day = cleaned.get("remind_on")
        if cleaned.get("means") == Means.IN_PERSON and not self.errors.get("remind_on"):
            if day is None:
                self.refuse(DomainError("needs_a_day_to_ask"), "remind_on")
            elif day < timezone.localdate():
                self.add_error("remind_on", _("This day has passed. Choose today or a day that lies ahead."))
        return cleaned

    def asking(self, words: str) -> Asking:
        said = self.cleaned_data
        return Asking(words=words, means=Means(said["means"]), remind_on=said["remind_on"])


class AskForm(MeansForm):
    """For staff who have the person's record before them."""

    words = _words()
    field_order = ("words", "means", "remind_on")


class ChooseForm(MeansForm):
    """Whom a waiting invitation is for: one of the records, or somebody new."""

    person = forms.ChoiceField(label=_("Who is it?"), widget=Radios)
    field_order = ("person", "means", "remind_on")

    def propose(self, proposed: list[Proposed]) -> None:
        free = [one for one in proposed if not one.refusal]
        new = (NEW, _("Nobody of these: somebody new"))
        field = self.fields["person"]
        field.choices = [*((str(one.person.public_id), one.person.name) for one in free), new]  # type: ignore[attr-defined]
        field.widget.hints = {str(one.person.public_id): hint_of(one) for one in free}

    @property
    def chosen(self) -> UUID | None:
        """Whose record; None for somebody new."""
        said = self.cleaned_data["person"]
        return None if said == NEW else UUID(said)


def hint_of(one: Proposed) -> str:
    """Why it may be them, and how they are reached."""
    return " · ".join([str(one.reason), *(point.shown for point in one.person.contact_points.all())])


class SaidForm(Form):
    """What somebody said who was asked in person."""

    said = forms.ChoiceField(choices=[(Answer.YES, ""), (Answer.LATER, "")])


class CallMeForm(Form):
    """At which number somebody would like to be called."""

    number = PhoneField(label=_("Which number should we call?"), required=False)

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            self.fields["number"].help_text = _("Leave this empty, and we call the number that we have.")
        else:
            self.fields["number"].required = True
