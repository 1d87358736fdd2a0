"""Forms of the content admin, and the questions of a training page."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from core import phones
from core.forms import Form, Radios


def e164(text: str) -> str:
    """A number as it is stored. Raises `ValidationError`."""
    try:
        return phones.to_e164(text) if text else ""
    except phones.NotAPhone as error:
        raise forms.ValidationError(_("Write a telephone number with its area code, such as 519-555-0142.")) from error


class CentreForm(WagtailAdminModelForm):
    """Takes telephone numbers as people write them."""

    def clean_phone(self) -> str:
        return e164(self.cleaned_data["phone"])

    def clean_line_number(self) -> str:
        return e164(self.cleaned_data["line_number"])


@dataclass(frozen=True)
class Said:
    """What comes back to one answer."""

    is_right: bool
    explanation: str


class QuizForm(Form):
    """The questions at the end of a training page, if there are any."""

    def __init__(self, *args: Any, quiz: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {f"question-{place}": block.value for place, block in enumerate(quiz)}
        for name, question in self.questions.items():
            choices = [(str(number), choice["text"]) for number, choice in enumerate(question["choices"])]
            self.fields[name] = forms.ChoiceField(
                label=question["question"],
                choices=choices,
                widget=Radios,
                error_messages={"required": _("Please choose an answer.")},
            )

    def said(self) -> dict[str, Said]:
        """By the name of the field. The form is valid."""
        return {
            name: Said(question["choices"][int(self.cleaned_data[name])]["is_right"], question["explanation"])
            for name, question in self.questions.items()
        }
