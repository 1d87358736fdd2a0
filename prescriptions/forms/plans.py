"""Goals and steps, quick to fill in while somebody talks on the telephone."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.choices import JoinMode
from activities.forms.invites import ANY, ONE, AskForm, DoorForm, WhatForm
from activities.models import Activity, Session
from activities.services import call_choices
from activities.services.call_choices import Group
from activities.wording import seats_in_words
from centres.models import Resource
from champions.forms.asking import AskForm as ChampionAskForm
from core.errors import DomainError
from core.forms import CountedTextarea, DateField, Form, Radios
from matches.forms.requests import StaffWishForm
from prescriptions.models import Doer, Goal
from prescriptions.models.plan import MOST
from prescriptions.services.steps import Plan

NUMBERS = [("", _("not asked")), *((number, str(number)) for number in range(MOST + 1))]


def _number(**words: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=NUMBERS, coerce=int, empty_value=None, required=False, widget=Radios(inline=True), **words
    )


class WeighForm(Form):
    """How much it matters, and how sure they are."""

    mark_optional = False
    importance = _number(
        label=_("How important is this to you just now?"), help_text=_("0: not at all. 10: nothing matters more.")
    )
    confidence = _number(
        label=_("How sure are you that you will get there?"), help_text=_("0: not at all. 10: quite sure.")
    )

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("importance", "confidence")}


class GoalForm(WeighForm):
    """What they hope for, in their words."""

    words = forms.CharField(
        label=_("What do you hope for?"),
        help_text=_("In their own words, such as “to sit at a table with others once a week”."),
        max_length=400,
        widget=CountedTextarea(attrs={"rows": 3}),
    )
    field_order = ("words",)


class WordsForm(Form):
    words = GoalForm.base_fields["words"]


class StepForm(Form):
    """What every step has: which goal it serves, a word to it, and until when."""

    goal = forms.TypedChoiceField(
        label=_("For which goal?"), coerce=int, empty_value=None, required=False, widget=Radios
    )
    note = forms.CharField(
        label=_("Anything to remember"),
        help_text=_("The client reads it in their plan."),
        max_length=400,
        required=False,
        widget=CountedTextarea(attrs={"rows": 2}),
    )
    due_on = DateField(label=_("Until when?"), required=False)

    has_day = True

    def __init__(self, *args: Any, goals: Sequence[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = {goal.pk: goal for goal in goals}
        if not self.has_day:
            del self.fields["due_on"]
        if goals:
            choices = [("", gettext("None of them")), *((goal.pk, goal.words) for goal in goals)]
            self.fields["goal"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["goal"]
        own = ("goal", "note", "due_on")
        self.order_fields([*(name for name in self.fields if name not in own), *own])

    @property
    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(goal=self.goals.get(said.get("goal") or 0), words=said["note"], due_on=said.get("due_on"))


class GroupForm(StepForm):
    """Every time, or one date: what there is in the next weeks, with the seats that are free."""

    has_day = False
    what = forms.ChoiceField(label=_("Which group, or which date?"))

    def __init__(self, *args: Any, groups: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        named = [(group.activity.title, _choices(group)) for group in groups]
        offered = [("", gettext("Choose")), *((title, found) for title, found in named if found)]
        self.fields["what"].choices = offered  # type: ignore[attr-defined]

    @property
    def chosen(self) -> tuple[Activity, Session | None]:
        """The group, and the date where it is one."""
        kind, _colon, pk = self.cleaned_data["what"].partition(":")
        if kind == ANY:
            return next(one.activity for one in self.groups if one.activity.pk == int(pk)), None
        found = [(one.activity, day) for one in self.groups for day in one.sessions if day.pk == int(pk)]
        return found[0]


def _choices(group: Group) -> list[tuple[str, str]]:
    mode = group.activity.join_mode
    if mode == JoinMode.COURSE:
        return [(f"{ANY}:{group.activity.pk}", gettext("All the dates of this course"))]
    dates = [(f"{ONE}:{one.pk}", _date(one, mode)) for one in group.sessions]
    every = [(f"{ANY}:{group.activity.pk}", gettext("Every time"))] if mode == JoinMode.STANDING and dates else []
    return [*every, *dates]


def _date(session: Session, mode: str) -> str:
    """ "Friday, December 18, 1:30 pm – 3 places left"."""
    seats = seats_in_words(join_mode=mode, capacity=session.capacity, taken=session.seats_taken)
    return " – ".join(filter(None, (call_choices.moment(session), seats)))


class ResourceForm(StepForm):
    """Something on the asset map; how one gets there stands in the plan."""

    resource = forms.TypedChoiceField(label=_("What on the map?"), coerce=int)
    doer = forms.ChoiceField(label=_("Who sees to it?"), initial=Doer.CLIENT, widget=Radios)

    def __init__(self, *args: Any, resources: Sequence[Resource], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.resources = {one.pk: one for one in resources}
        self.fields["doer"].choices = _doers()  # type: ignore[attr-defined]
        named = [(one.pk, ", ".join(filter(None, (one.name, one.town)))) for one in resources]
        self.fields["resource"].choices = [("", gettext("Choose")), *named]  # type: ignore[attr-defined]

    @property
    def order(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"resource": self.resources[said["resource"]], "doer": Doer(said["doer"])}


def _doers() -> list[tuple[str, str]]:
    return [(value, capfirst(str(label))) for value, label in Doer.choices]


class OtherForm(StepForm):
    """Something else, in words."""

    doer = forms.ChoiceField(label=_("Who sees to it?"), initial=Doer.CLIENT, widget=Radios)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doer"].choices = _doers()  # type: ignore[attr-defined]
        self.fields["note"].label = _("What is to be done?")
        self.fields["note"].required = True
        self.fields["note"].error_messages["required"] = DomainError("step_needs_words").words
        self.order_fields(("note", "doer"))

    @property
    def order(self) -> dict[str, Any]:
        return {"doer": Doer(self.cleaned_data["doer"])}


class CompanyForm(StaffWishForm, StepForm):
    """The questions that matches ask, read aloud."""

    OWN = ("goal", "note", "due_on")

    @property
    def order(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in self.OWN}


class CallForm(AskForm, WhatForm, StepForm):
    """Who phones, what to say, and to what they are invited: one page."""

    has_day = False

    @property
    def order(self) -> dict[str, Any]:
        activity, session = self.chosen
        asked = super().order
        return {**asked, "activity": activity, "session": session, "may_name": self.cleaned_data["may_name"]}


class MeetForm(DoorForm, StepForm):
    """At which date, who, where, and how the two know each other."""

    has_day = False


class ChampionForm(ChampionAskForm, StepForm):
    """A sentence of one's own, and how they are asked."""

    has_day = False


class SettleForm(Form):
    note = forms.CharField(max_length=300, required=False)
