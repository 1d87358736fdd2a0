"""What goes on a certificate or into a letter, and the consent to a story."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from centres.models.centre import Language
from champions.models import Kind, NamedAs
from core.forms import Checkboxes, CountedTextarea, DateField, Form, Radios


def _language() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("In which language?"), choices=Language.choices, widget=Radios(inline=True))


class CertificateForm(Form):
    """Which hours, and what they were."""

    first = DateField(label=_("From"), required=False, help_text=_("Leave it empty to begin with the first hours."))
    last = DateField(label=_("Until"), required=False, help_text=_("Leave it empty to go up to the last hours."))
    kinds = forms.MultipleChoiceField(
        label=_("What kind of work was it?"),
        choices=[(kind.value, capfirst(kind.label)) for kind in Kind],
        widget=Checkboxes,
        help_text=_("In general words: a certificate never names a group."),
    )
    language = _language()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and first > self.today:
            self.add_error("first", _("That day has not come yet."))
        if last and last > self.today:
            self.add_error("last", _("That day has not come yet."))
        elif first and last and last < first:
            self.add_error("last", _("The end cannot be before the beginning."))
        return cleaned


class LetterForm(Form):
    """A letter of thanks for one year."""

    year = forms.TypedChoiceField(label=_("For which year?"), coerce=int)
    language = _language()
    words = forms.CharField(
        label=_("A sentence of your own"),
        max_length=400,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
        help_text=_("In the language of the letter. Such as: what you saw them do. Name no group that is private."),
    )

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]


class StoryForm(Form):
    """A yes to a story on the site."""

    about = forms.CharField(
        label=_("What is the story about?"),
        max_length=200,
        help_text=_("In a few words, such as: how the card night began."),
    )
    named_as = forms.ChoiceField(
        label=_("How may the story name you?"),
        choices=[(one.value, capfirst(one.label)) for one in NamedAs],
        widget=Radios,
    )
    agreed = forms.BooleanField(
        label=_(
            "I agree that my centre tells this story on its site. I have read it, or will read it before it is there. "
            "I can say no at any time, without a reason: then it goes off the site at once."
        )
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned.pop("agreed", None)
        return cleaned


class StaffStoryForm(StoryForm):
    """The same, read aloud or on paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named_as"].label = _("How may the story name them?")
        self.fields["agreed"].label = _(
            "The champion was read these words and said yes: “I agree that my centre tells this story on its site. I "
            "can say no at any time, without a reason: then it goes off the site at once.”"
        )


class CodeForm(Form):
    """What stands on a certificate."""

    code = forms.CharField(
        label=_("The code on the certificate"),
        max_length=40,
        help_text=_("Sixteen letters and digits, such as ABCD-EFGH-2345-6789."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}),
    )
