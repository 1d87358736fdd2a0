"""The questions about who somebody is."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.forms import Checkboxes, Form, Radios
from evaluation.instruments.equity import QUESTIONS, Answered, Question

FEW = 12  # more choices than this are a list to open


class EquityForm(Form):
    """Every question may stay empty. `answers` are shown to the person alone."""

    mark_optional = False
    agrees = forms.BooleanField(
        label=_(
            "I agree that the centre keeps these answers apart from my record and counts them with those of others. "
            "Nobody at the centre can look up what I said. I can take this back at any time, and then my answers are "
            "deleted. Care does not depend on it."
        )
    )

    def __init__(self, data: Any = None, *, answers: Answered | None = None, has_agreed: bool = False) -> None:
        said: Mapping[str, list[str]] = answers or {}
        super().__init__(data)
        agrees = self.fields.pop("agrees")
        for question in QUESTIONS:
            self.fields[question.slug] = _field(question, said.get(question.slug, []))
        if not has_agreed:
            self.fields["agrees"] = agrees

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for question in QUESTIONS:
            chosen = cleaned.get(question.slug) or []
            cleaned[question.slug] = [chosen] if isinstance(chosen, str) else list(chosen)
            if not question.is_legal(cleaned[question.slug]):
                self.add_error(question.slug, _("Choose “I would rather not say” or “I do not know” by itself."))
        return cleaned

    @property
    def answers(self) -> dict[str, list[str]]:
        return {question.slug: self.cleaned_data[question.slug] for question in QUESTIONS}


def _field(question: Question, said: list[str]) -> forms.Field:
    language = get_language() or "en"
    choices = [(choice.slug, choice.words.to(language)) for choice in question.all_choices]
    shown: dict[str, Any] = {
        "label": question.words.to(language),
        "help_text": question.why.to(language),
        "required": False,
    }
    if question.many:
        return forms.MultipleChoiceField(choices=choices, widget=Checkboxes, initial=said, **shown)
    first = said[0] if said else ""
    if len(choices) > FEW:
        return forms.ChoiceField(choices=[("", "–"), *choices], widget=forms.Select, initial=first, **shown)
    return forms.ChoiceField(choices=choices, widget=Radios, initial=first, **shown)
