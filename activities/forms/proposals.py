"""The five steps of a proposal. Every form takes the proposal as it stands and hands the answers to the service."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from activities import schedules
from activities.answers import QUESTIONS
from activities.choices import Frequency, JoinMode, Kind, OnHolidays
from activities.forms.champions import ChampionsField
from activities.forms.lengths import LengthField
from activities.models import Proposal
from activities.services import proposals
from centres.access_words import access_in_words
from centres.models import Venue
from core.forms import Checkboxes, CountedTextarea, DateField, Form, Radios, TimeField
from core.languages import Spoken

FURTHEST = timedelta(days=730)  # the preview looks no further


class StepForm(Form):
    """One step. `relax` lets questions stay open for later; `answers` is what the service keeps."""

    def __init__(self, *args: Any, proposal: Proposal, comments: dict[str, str] | None = None, **kwargs: Any) -> None:
        self.proposal = proposal
        self.comments = comments or {}
        super().__init__(*args, **kwargs)

    def relax(self) -> None:
        """Read what was sent without asking for what is missing; the page marks the questions as it always does."""
        asked = [field for field in self.fields.values() if field.required]
        for field in asked:
            field.required = False
        self.full_clean()
        for field in asked:
            field.required = True

    def answers(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def comment_at(self, name: str) -> str:
        """What the coordinator asked for at this field; a question of several fields shows it at the first."""
        found = (question.name for question in QUESTIONS if question.fields[0] == name)
        return self.comments.get(next(found, name), "")

    def rows(self) -> list[tuple[str, BoundField]]:
        return [(self.comment_at(field.name), field) for field in self]


class IdeaForm(StepForm):
    """What it is and whom it is for, in the language they write in; the other language where they can."""

    title_en = forms.CharField(label=gettext_lazy("Name of the group"), max_length=80)
    summary_en = forms.CharField(
        label=gettext_lazy("What will you do together?"), max_length=1200, widget=CountedTextarea(attrs={"rows": 5})
    )
    audience_en = forms.CharField(label=gettext_lazy("Whom is it for?"), max_length=200, required=False)
    title_fr = forms.CharField(label=gettext_lazy("Name of the group"), max_length=80)
    summary_fr = forms.CharField(
        label=gettext_lazy("What will you do together?"), max_length=1200, widget=CountedTextarea(attrs={"rows": 5})
    )
    audience_fr = forms.CharField(label=gettext_lazy("Whom is it for?"), max_length=200, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("What sort of group is it?"), choices=Kind.choices)

    TEXTS = ("title", "summary", "audience")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = "fr" if (get_language() or "en").startswith("fr") else "en"
        self.other = "en" if self.language == "fr" else "fr"
        for name in self.TEXTS:
            self.fields[f"{name}_{self.other}"].required = False
            self.fields[f"{name}_{self.other}"].widget.attrs["lang"] = self.other
        if self._written(self.other) and not self._written(self.language):
            # They wrote in the other language before: nobody has to write it all twice.
            for name in self.TEXTS:
                self.fields[f"{name}_{self.language}"].required = False
        hints = {
            "title": _("A few plain words, such as “Card night”."),
            "summary": _("Two or three sentences. Say what a first-timer can expect."),
            "audience": _("Such as “Anybody who likes company”."),
        }
        for name, hint in hints.items():
            self.fields[f"{name}_{self.language}"].help_text = hint

    def _written(self, language: str) -> bool:
        return bool(self.get_initial_for_field(self.fields[f"title_{language}"], f"title_{language}"))

    @property
    def main_rows(self) -> list[tuple[str, BoundField]]:
        """The comment and the field of each question in the language of the page."""
        return [(self.comments.get(name, ""), self[f"{name}_{self.language}"]) for name in self.TEXTS]

    @property
    def other_fields(self) -> list[BoundField]:
        return [self[f"{name}_{self.other}"] for name in self.TEXTS]

    @property
    def other_is_open(self) -> bool:
        return any(field.errors for field in self.other_fields)

    @property
    def other_is_written(self) -> bool:
        return bool(self[f"title_{self.other}"].value())


class WhenForm(StepForm):
    """How often, from when to when, and at what time. The weekday follows from the first date."""

    frequency = forms.ChoiceField(
        label=gettext_lazy("How often?"), choices=Frequency.choices, widget=Radios, initial=Frequency.WEEKLY
    )
    start_date = DateField(label=gettext_lazy("First date"))
    start_time = TimeField(label=gettext_lazy("When does it start?"))
    minutes = LengthField(label=gettext_lazy("How long does it last?"))
    last_date = DateField(
        label=gettext_lazy("Last date"),
        required=False,
        help_text=gettext_lazy("Leave this empty if the group goes on until further notice."),
    )
    on_holidays = forms.ChoiceField(
        label=gettext_lazy("What if a date falls on a public holiday?"),
        choices=OnHolidays.choices,
        widget=Radios,
        initial=OnHolidays.SKIP,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].offer(self.proposal.minutes)  # type: ignore[attr-defined]
        example = timezone.localdate() + timedelta(days=14)
        self.fields["start_date"].help_text = _("The group meets on this day of the week. For example, %(date)s.") % {
            "date": f"{example.day} {example.month} {example.year}"
        }
        self.fields["start_time"].help_text = _("For example, 1:30 pm or 13:30.")

    def clean_start_date(self) -> date | None:
        first: date | None = self.cleaned_data["start_date"]
        today = timezone.now().astimezone(self.proposal.centre.zone).date()
        if first and first != self.proposal.start_date:
            if first < today:
                raise ValidationError(_("This day has passed. Choose a day that lies ahead."))
            if first > today + FURTHEST:
                raise ValidationError(_("This is very far ahead. Choose a day within two years."))
        return first

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = found.get("start_date"), found.get("last_date")
        if found.get("frequency") == Frequency.ONCE:
            found["last_date"] = None
        elif first and last and last < first:
            self.add_error("last_date", _("The last date comes before the first date."))
        return found

    def answers(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        frequency = found.pop("frequency") or Frequency.WEEKLY
        return {"rule": schedules.rule_for(frequency, found["start_date"] or timezone.localdate()), **found}


def about_room(venue: Venue) -> str:
    """What decides for or against a room: where it is, its size, and each access fact that somebody has checked."""
    size = _("Holds %(count)s people") % {"count": venue.capacity} if venue.capacity else ""
    facts = [text for known, text in access_in_words(venue) if known != "ask"]
    return " · ".join(part for part in (venue.address, size, *facts, venue.transit) if part)


class WhereForm(StepForm):
    """One of the centre's places."""

    venue: Any = forms.ModelChoiceField(
        label=gettext_lazy("Where do you want to meet?"), queryset=None, empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms = Venue.of(self.proposal.centre_id)
        self.fields["venue"].widget = Radios(hints={room.pk: about_room(room) for room in rooms})
        self.fields["venue"].queryset = rooms  # type: ignore[attr-defined]


class JoinForm(StepForm):
    """How people come in, how many, and whether the group is private."""

    join_mode = forms.ChoiceField(
        label=gettext_lazy("How do people join?"),
        choices=JoinMode.choices,
        widget=Radios(
            hints={
                JoinMode.DROP_IN: gettext_lazy("People turn up when they like. You do not know beforehand how many."),
                JoinMode.SIGN_UP: gettext_lazy(
                    "People ask for a place, on the web or by phone. You see who is coming."
                ),
                JoinMode.STANDING: gettext_lazy(
                    "People have a place every time until they say otherwise, and tell you when they skip one."
                ),
                JoinMode.COURSE: gettext_lazy(
                    "People join at the start and come every time, so that they know each other."
                ),
                JoinMode.INVITATION: gettext_lazy("Only people whom you, staff or a provider invite."),
            }
        ),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("How many people can take part?"),
        required=False,
        min_value=1,
        max_value=500,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
        help_text=gettext_lazy("Leave this empty if as many can come as like to."),
    )
    sensitive = forms.TypedChoiceField(
        label=gettext_lazy("Would being seen there tell something about somebody’s health?"),
        choices=[("no", gettext_lazy("No, anybody may know")), ("yes", gettext_lazy("Yes, keep it private"))],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        widget=Radios(
            hints={
                "no": gettext_lazy("The site shows where and when you meet, and who leads."),
                "yes": gettext_lazy(
                    "For example a group about grief or addiction. The site shows no place and no names, and messages "
                    "do not name the group."
                ),
            }
        ),
    )

    def answers(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        return {name: value for name, value in found.items() if name == "capacity" or value not in ("", None)}


class TeamForm(StepForm):
    """Which languages are spoken there, who leads together, and what staff can do."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Which languages will be spoken or signed?"), choices=Spoken.choices, widget=Checkboxes
    )
    co_leaders = ChampionsField(
        label=gettext_lazy("Does anybody lead with you?"),
        queryset=None,
        required=False,
        widget=Checkboxes,
        help_text=gettext_lazy("Ask them first. They are told when the centre answers."),
    )
    needs_from_staff = forms.CharField(
        label=gettext_lazy("What do you need from staff?"),
        max_length=600,
        required=False,
        widget=CountedTextarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Such as a key, cards, coffee, or somebody beside you the first time."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = proposals.colleagues(self.proposal.proposer)
        if others.exists():
            self.fields["co_leaders"].queryset = others  # type: ignore[attr-defined]
        else:
            del self.fields["co_leaders"]


STEP_FORMS: tuple[type[StepForm], ...] = (IdeaForm, WhenForm, WhereForm, JoinForm, TeamForm)


def initial_of(proposal: Proposal, number: int) -> dict[str, Any]:
    """The answers that are there, as a step's form shows them."""
    names = STEP_FORMS[number - 1].base_fields
    found = {name: getattr(proposal, name) for name in names if name not in ("co_leaders", "frequency")}
    if "frequency" in names:
        found["frequency"] = proposal.frequency if proposal.rule is not None else Frequency.WEEKLY
    if "sensitive" in names:
        found["sensitive"] = "yes" if proposal.sensitive else "no"
    if "languages" in names:
        found["languages"] = proposal.languages or proposal.proposer.languages or [get_language() or "en"]
        found["co_leaders"] = list(proposal.co_leaders.all())
    return found
