"""Which year, which time, which question, and of which centres."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.forms import Form, Radios
from evaluation.change.cohort import SECOND_TIMES
from evaluation.instruments.equity import QUESTIONS
from evaluation.models import TimePoint
from evaluation.safe.years import Year

HERE, ALL = "here", "all"


class EvidenceForm(Form):
    """What is not chosen, or is not offered, is the first of what is."""

    mark_optional = False
    year = forms.ChoiceField(label=_("Year, from April to March"), required=False)
    of = forms.ChoiceField(label=_("Whose numbers"), required=False)

    def __init__(self, data: Any, *, years: Sequence[Year], centres: Sequence[Centre]) -> None:
        super().__init__(data)
        self.years = years
        self.fields["year"].choices = [(str(year.start), str(year)) for year in years]  # type: ignore[attr-defined]
        if len(centres) > 1:
            choices = [(HERE, _("This centre")), (ALL, _("All my centres together"))]
            self.fields["of"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["of"]

    def chosen(self, name: str) -> str:
        """Of a field that is offered: what was chosen, else the first."""
        field = self.fields.get(name)
        if field is None:
            return ""
        offered = [str(value) for value, _words in field.choices]  # type: ignore[attr-defined]
        sent = str(self.data.get(name, ""))
        return sent if sent in offered else (offered or [""])[0]

    @property
    def year_chosen(self) -> Year | None:
        start = self.chosen("year")
        return Year(int(start)) if start else None

    @property
    def is_together(self) -> bool:
        return self.chosen("of") == ALL


class ChangeForm(EvidenceForm):
    point = forms.ChoiceField(
        label=_("From the beginning to"), choices=[(p.value, p.label) for p in SECOND_TIMES], required=False
    )

    @property
    def point_chosen(self) -> TimePoint:
        return TimePoint(self.chosen("point"))


class GroupsForm(EvidenceForm):
    question = forms.ChoiceField(label=_("By which question"), required=False)

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        language = get_language() or "en"
        choices = [(question.slug, question.title.to(language)) for question in QUESTIONS]
        self.fields["question"].choices = choices  # type: ignore[attr-defined]


class ExportForm(Form):
    kind = forms.ChoiceField(
        label=_("Which kind of file?"),
        choices=[("xlsx", _("Spreadsheet (.xlsx)")), ("csv", _("Text with commas (.csv)"))],
        widget=Radios,
    )
