"""A page of the notebook: its plan, and a form for each step."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from activities.models.activity import ActivityQuerySet, ActivityState
from centres.models import Centre
from centres.models.centre import Language
from core.actors import Actor
from core.errors import DomainError
from core.forms import CountedTextarea, DateField, Form, Radios
from evaluation.indicators import Group, registry
from evaluation.models import Trial, TrialState, Verdict
from evaluation.services import notebook

GO_ON = "go_on"
WHERE = {
    "trial_begins_far": "begins_on",
    "trial_not_begun": "begins_on",
    "trial_looks_early": "look_on",
    "trial_looks_past": "look_on",
    "trial_looks_far": "look_on",
}
NO_NAMES = _("No names, and nothing about a single person.")


def _words(label: Any, hint: Any, *, most: int, required: bool = True) -> forms.CharField:
    box = CountedTextarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=hint, max_length=most, widget=box, required=required)


class NotebookForm(Form):
    def refuse(self, error: DomainError, field: str | None = None) -> None:
        at = field or WHERE.get(error.code)
        super().refuse(error, at if at in self.fields else None)


class Seen(NotebookForm):
    """Sends along which edition of the trial its reader saw (`notebook.edition_of`). Without it nothing is done."""

    edition = forms.CharField(required=False, widget=forms.HiddenInput)

    def read_again(self, trial: Trial, *forgotten: str) -> None:
        """Shown once more, beside what stands there now. What was typed stays, but for what is `forgotten`."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["edition"] = notebook.edition_of(trial)
        for name in forgotten:
            data.pop(name, None)
        self.data = data


class PlanForm(NotebookForm):
    """What we try and what we expect. Its answers are the service's arguments."""

    title = forms.CharField(
        label=_("What is it called?"),
        max_length=100,
        help_text=_("A few words, such as “A call the day before”. No names."),
    )
    tries = _words(_("What do we try?"), NO_NAMES, most=800)
    expects = _words(
        _("What do we expect?"), _("What will be different if it works, and for how many, roughly?"), most=800
    )
    activity = forms.ModelChoiceField(
        label=_("In which group?"), queryset=ActivityQuerySet(Activity).none(), required=False
    )
    indicator = forms.ChoiceField(
        label=_("Which number do we watch?"),
        required=False,
        help_text=_("It stands on the page, quarter by quarter, with a mark where it began."),
    )
    begins_on = DateField(label=_("From which day?"))
    look_on = DateField(
        label=_("When do we look again?"), help_text=_("Three months later is a good time for most things.")
    )
    language = forms.ChoiceField(
        label=_("In which language is this written?"), choices=Language.choices, widget=Radios(inline=True)
    )
    field_order: tuple[str, ...] = (
        "title",
        "tries",
        "expects",
        "activity",
        "indicator",
        "begins_on",
        "look_on",
        "language",
    )

    def __init__(self, *args: Any, groups: ActivityQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found: Any = self.fields["activity"]
        found.queryset, found.empty_label = groups, _("None, or several")
        numbers: Any = self.fields["indicator"]
        numbers.choices = [("", _("None of these: we look in words")), *_numbers()]

    @staticmethod
    def groups_for(actor: Actor, *, chosen: int | None = None) -> ActivityQuerySet:
        """Those of the centre that go on, and the one that was `chosen`."""
        here: ActivityQuerySet = Activity.visible_to(actor).at_desk(actor.centre_id)
        return here.exclude(~Q(pk=chosen), state=ActivityState.ENDED)

    @staticmethod
    def blank(centre: Centre) -> dict[str, Any]:
        today = notebook.today_at(centre)
        language = (get_language() or "en")[:2]
        return {"begins_on": today, "look_on": today + notebook.USUAL, "language": language}


class MendForm(Seen, PlanForm):
    """The same of one that is there, with what was written since. When it is over its days do not move any more."""

    saw = _words(_("What did we see?"), NO_NAMES, most=1200)
    keeps = _words(_("What do we keep, or why do we leave it?"), NO_NAMES, most=800)
    field_order = (*PlanForm.field_order[:-1], "saw", "keeps", "language")

    def __init__(self, *args: Any, trial: Trial, **kwargs: Any) -> None:
        initial = {name: getattr(trial, name) for name in type(self).base_fields if name != "edition"}
        initial["edition"] = notebook.edition_of(trial)
        super().__init__(*args, initial=initial, **kwargs)
        gone = [name for name in ("saw", "keeps") if not getattr(trial, name)]
        if trial.state != TrialState.PLAN:
            gone.append("begins_on")
        if trial.is_over:
            gone.append("look_on")
        for name in gone:
            del self.fields[name]


def _numbers() -> list[tuple[Any, list[tuple[str, Any]]]]:
    by_group = {group: [(one.slug, one.title) for one in registry if one.group == group] for group in Group}
    return [(group.label, rows) for group, rows in by_group.items() if rows]


class StepForm(NotebookForm):
    """One step. `slug` is sent along, so that a form answers to what its reader saw, whoever was faster."""

    slug = ""
    button: Any = ""
    mark_optional = False

    @classmethod
    def of(cls, trial: Trial, data: Any = None) -> "StepForm":
        return cls(data, initial=cls.now(trial))

    @staticmethod
    def now(_trial: Trial) -> dict[str, Any]:
        return {}

    def take(self, trial: Trial, *, by: Actor) -> Trial:
        raise NotImplementedError


class StartForm(StepForm):
    slug, button = "start", _("We have begun")
    begins_on = DateField(label=_("On which day did it begin?"))
    look_on = DateField(label=_("When do we look again?"))

    @staticmethod
    def now(trial: Trial) -> dict[str, Any]:
        return {"begins_on": min(trial.begins_on, notebook.today_at(trial.centre)), "look_on": trial.look_on}

    def take(self, trial: Trial, *, by: Actor) -> Trial:
        return notebook.start(trial, **self.cleaned_data, by=by)


class LookForm(StepForm):
    slug, button = "look", _("Save what we saw")
    saw = _words(
        _("What did we see?"),
        _("What the numbers say, and what they do not. No names, and nothing about a single person."),
        most=1200,
    )

    @staticmethod
    def now(trial: Trial) -> dict[str, Any]:
        return {"saw": trial.saw}

    def take(self, trial: Trial, *, by: Actor) -> Trial:
        return notebook.look(trial, **self.cleaned_data, by=by)


class DecideForm(StepForm):
    """The end, or another while."""

    slug, button = "decide", _("Save what we decided")
    choice = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[*Verdict.choices, (GO_ON, _("It is too early: we go on, and look again"))],
        widget=Radios,
    )
    keeps = _words(
        _("What do we keep, or why do we leave it?"),
        _("Somebody at another centre may learn from it. No names, and nothing about a single person."),
        most=800,
        required=False,
    )
    look_on = DateField(
        label=_("If it is too early: when do we look again?"), required=False, help_text=_("Else leave this empty.")
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        goes_on = said.get("choice") == GO_ON
        needed = "look_on" if goes_on else "keeps"
        if said.get("choice") and not said.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Write the day.") if goes_on else _("Please fill this in."))
        return said

    def take(self, trial: Trial, *, by: Actor) -> Trial:
        said = self.cleaned_data
        if said["choice"] == GO_ON:
            return notebook.go_on(trial, look_on=said["look_on"], by=by)
        return notebook.decide(trial, verdict=said["choice"], keeps=said["keeps"], by=by)


class DropForm(StepForm):
    """Left before its end."""

    slug, button = "drop", _("Leave it")
    why = _words(_("Why do we leave it?"), NO_NAMES, most=800)

    def take(self, trial: Trial, *, by: Actor) -> Trial:
        return notebook.decide(trial, verdict=Verdict.ABANDON, keeps=self.cleaned_data["why"], by=by)


STEPS: dict[str, type[StepForm]] = {form.slug: form for form in (StartForm, LookForm, DecideForm, DropForm)}
NEXT: dict[str, type[StepForm]] = {
    TrialState.PLAN: StartForm,
    TrialState.DOING: LookForm,
    TrialState.LOOKING: DecideForm,
}
MAY_DROP = frozenset({TrialState.PLAN, TrialState.DOING})


class ShareForm(Seen):
    is_read = forms.BooleanField(label=_("I have read it once more: no names, and nothing about a single person"))
