"""What a link worker writes down: which part of the caseload, a try, the next step, and how it ends."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.errors import DomainError
from core.forms import CountedTextarea, DateField, Form, Radios, SpentField
from people.models import User
from prescriptions import case_words
from prescriptions.models import Case, CaseState, ClosedReason, Means, Need, Outcome, Result
from prescriptions.models.choices import Level
from prescriptions.services.caseload import ALL, DUE, INTERPRETED, MINE, NOBODY, Wanted
from prescriptions.services.casework import MOVES

STANDS_HINTS = {
    CaseState.WAITING: _("For what, and until when?"),
    CaseState.ACTIVE: _("You do something together. What comes next?"),
    CaseState.FOLLOWING: _("Without a day, it comes back by the level of support."),
    CaseState.CLOSING: _("Nothing more to do but to write down how it ended."),
}
WHERE = {
    "step_missing": "step",
    "step_day_missing": "on",
    "step_passed": "on",
    "agreement_taken_back": "result",
    "not_to_be_contacted": "means",
    "outcome_missing": "outcome",
    "tries_too_few": "reason",
    "cannot_walk_it": "to",
    "transfer_consent_needed": "agrees",
    "same_centre": "to",
}


def refuse(form: Form, error: DomainError) -> None:
    """Show a service's no at the field that it is about."""
    name = WHERE.get(error.code)
    form.refuse(error, name if name in form.fields else None)


def _capitals(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, str]]:
    return [(value, capfirst(str(label))) for value, label in choices]


def _words(label: Any, help_text: Any = "", *, rows: int = 2, most: int = 300) -> forms.CharField:
    area = CountedTextarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=most, required=False, widget=area)


class CaseloadForm(Form):
    """Which part of the caseload. Whatever is no answer is left out."""

    mark_optional = False
    whose = forms.ChoiceField(
        choices=[(MINE, MINE), (ALL, ALL), (NOBODY, NOBODY)], required=False, widget=forms.HiddenInput
    )
    stands = forms.ChoiceField(
        choices=[(DUE, DUE), *((state.value, state.value) for state in MOVES), (CaseState.NEW.value, "new")],
        required=False,
        widget=forms.HiddenInput,
    )
    owner = forms.TypedChoiceField(label=_("Link worker"), coerce=int, empty_value=None, required=False)
    need = forms.ChoiceField(label=_("What for"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    level = forms.ChoiceField(label=_("Level of support"), required=False)

    def __init__(self, data: Any, *, workers: Iterable[User]) -> None:
        super().__init__(data)
        everybody = ("", _("Everybody"))
        offered: dict[str, list[tuple[Any, Any]]] = {
            "owner": [everybody, *((user.pk, user.name) for user in workers)],
            "need": [("", _("Everything")), *_capitals(Need.choices)],
            "language": [
                ("", _("Any language")),
                ("en", _("English")),
                ("fr", _("French")),
                (INTERPRETED, _("With an interpreter")),
            ],
            "level": [
                ("", _("Any level")),
                *_capitals((level, case_words.LEVELS[level]) for level in Level if level.is_walked),
            ],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if self.wanted.whose != ALL:
            del self.fields["owner"]

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return Wanted(**said)

    @property
    def filters(self) -> dict[str, Any]:
        """What narrows the list down, ready for an address."""
        wanted = self.wanted
        return {name: value for name in ("owner", "need", "language", "level") if (value := getattr(wanted, name))}


class SearchForm(Form):
    """Finding somebody's case."""

    q = forms.CharField(
        label=_("Find by name, number or address"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    mark_optional = False


class TryForm(Form):
    """One try to reach them, and what comes next."""

    means = forms.ChoiceField(label=_("How did you try?"), widget=Radios(inline=True))
    result = forms.ChoiceField(label=_("What came of it?"), widget=Radios)
    words = _words(_("To remember"), _("Only what the next call needs."), most=500)
    step = _words(_("What comes next?"), _("Needed once you have talked."))
    on = DateField(
        label=_("When?"), required=False, help_text=_("Where nobody was reached: empty is the next working day.")
    )
    minutes = SpentField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("means", Means.choices), ("result", Result.choices)):
            self.fields[name].choices = _capitals(choices)  # type: ignore[attr-defined]


class StepForm(Form):
    """Where it stands now, and what is next."""

    stands = forms.ChoiceField(label=_("Where does it stand?"), widget=Radios(hints=STANDS_HINTS))
    step = _words(_("What comes next?"))
    on = DateField(label=_("When?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stands"].choices = _capitals(  # type: ignore[attr-defined]
            (state, CaseState(state).label) for state in MOVES
        )

    @classmethod
    def of(cls, case: Case, data: Any = None, **kwargs: Any) -> "StepForm":
        now = {"stands": case.state, "step": case.next_step, "on": case.next_step_on}
        return cls(data, initial=now, **kwargs)


class CloseForm(Form):
    """Why it ends, and how far they came."""

    reason = forms.ChoiceField(label=_("Why does it end?"), widget=Radios)
    outcome = forms.ChoiceField(label=_("How far did they come, as they see it?"), required=False, widget=Radios)
    words = _words(
        _("In their own words"), _("As they said it; whoever prescribed may read it if they agree."), rows=3
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("reason", ClosedReason.choices), ("outcome", Outcome.choices)):
            self.fields[name].choices = _capitals(choices)  # type: ignore[attr-defined]


class ReopenForm(Form):
    """It goes on after all: with what, and when?"""

    step = _words(_("What comes next?"))
    on = DateField(label=_("When?"), required=False)


class HandOverForm(Form):
    """To whom."""

    to = forms.TypedChoiceField(label=_("Who walks on with them?"), coerce=int, widget=Radios)

    def __init__(self, data: Any, *, workers: Iterable[User]) -> None:
        super().__init__(data)
        self.fields["to"].choices = [(user.pk, user.name) for user in workers]  # type: ignore[attr-defined]


class TransferForm(Form):
    """To which centre. The words that the client agrees to are those of `services.transfers.WORDING`."""

    to = forms.ModelChoiceField(
        label=_("To which centre?"), queryset=Centre.public(), empty_label=_("Choose a centre")
    )
    agrees = forms.BooleanField(
        label=_("The client agrees that the other centre gets the prescription, and contacts them"),
        help_text=_("Ask in these words. It is kept as their statement, with today’s date."),
        required=False,
    )
    with_notes = forms.BooleanField(
        label=_("They want the other centre to have our next step and what we wrote about calls, too"),
        required=False,
    )

    def __init__(self, data: Any, *, here: int) -> None:
        super().__init__(data)
        self.fields["to"].queryset = Centre.public().exclude(pk=here)  # type: ignore[attr-defined]
