"""One instrument as a form: its questions as large choices, each with "I would rather not say"."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from core.forms import CountedTextarea, Form, Radios
from core.text import number
from evaluation.instruments import DECLINED, Given, Instrument, Item

OWN = "own_words"
MOST_WORDS = 300


class AnswersForm(Form):
    """The questions of one instrument. None has to be answered: who leaves one out skips it, and says nothing by it.

    `answered`: what was said before, to be shown again. `own_words`: of the last time. Where they are shown, they can
    be taken out; where they are not, the box may stay empty.
    """

    mark_optional = False

    def __init__(
        self,
        *args: Any,
        instrument: Instrument,
        answered: Mapping[str, Given] | None = None,
        own_words: str = "",
        is_own_shown: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        self.language = get_language() or "en"
        for item in instrument.items:
            if item.own_words:
                self.fields[OWN] = self._own_words(item, own_words, is_own_shown)
            self.fields[item.slug] = self._choices(item, (answered or {}).get(item.slug))

    def _own_words(self, item: Item, before: str, is_shown: bool) -> forms.CharField:
        label = item.own_words.to(self.language) if item.own_words else ""
        hint = ""
        if before:
            hint = (
                gettext("This is what you wrote last time. Leave it as it is, or write it anew.")
                if is_shown
                else gettext("Leave this empty, and it is about what you wrote last time.")
            )
        area = CountedTextarea(attrs={"rows": 3})
        shown = before if is_shown else ""
        field = forms.CharField(label=label, help_text=hint, max_length=MOST_WORDS, required=False, widget=area)
        field.initial = shown
        return field

    def _choices(self, item: Item, before: Given | None) -> forms.ChoiceField:
        numbers = [(str(option.value), option.words.to(self.language)) for option in item.options]
        is_row = not numbers
        numbers = numbers or [(str(number), self._number(item, number)) for number in item.values]
        field = forms.ChoiceField(
            label=item.words.to(self.language),
            choices=[*numbers, (DECLINED, gettext("I would rather not say"))],
            required=False,
            widget=Radios(inline=is_row),
        )
        field.initial = "" if before is None else str(before)
        return field

    def _number(self, item: Item, number: int) -> str:
        """The ends of a row say what they mean, to the eye and to the ear."""
        ends = {min(item.values): item.low, max(item.values): item.high}
        words = ends.get(number)
        return f"{number} – {words.to(self.language)}" if words else str(number)

    @property
    def answers(self) -> dict[str, Given]:
        """What was answered; what was skipped is not among it."""
        said = {item.slug: self.cleaned_data.get(item.slug, "") for item in self.instrument.items}
        return {slug: DECLINED if given == DECLINED else int(given) for slug, given in said.items() if given}

    @property
    def own_words(self) -> str | None:
        """None where the instrument asks for none."""
        return self.cleaned_data[OWN].strip() if OWN in self.fields else None


class ScoresForm(Form):
    """The scores that a centre with a licence brings along. No words of the instrument are shown."""

    mark_optional = False

    def __init__(self, *args: Any, instrument: Instrument, before: Mapping[str, float] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        for scale in instrument.scales:
            span = {"least": number(scale.least), "most": number(scale.most)}
            field = forms.FloatField(
                label=scale.title.to(language),
                help_text=gettext("A number from %(least)s to %(most)s. Leave it empty where there is none.") % span,
                min_value=scale.least,
                max_value=scale.most,
                required=False,
                localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
                error_messages={
                    "invalid": gettext("Please write a number."),
                    "min_value": gettext("This score goes from %(least)s to %(most)s.") % span,
                    "max_value": gettext("This score goes from %(least)s to %(most)s.") % span,
                },
            )
            field.initial = (before or {}).get(scale.slug)
            self.fields[scale.slug] = field

    @property
    def scores(self) -> dict[str, float]:
        return {slug: value for slug, value in self.cleaned_data.items() if value is not None}


class CodeForm(Form):
    """The code that stands on a paper."""

    code = forms.CharField(
        label=_("The code on the paper"),
        help_text=_("Such as 41-K7QM-3XWR-TABC. It stands at the top of the paper."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input--width-20"}),
    )
