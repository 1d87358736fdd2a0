"""What is asked about visits: when, how it was, and what had happened."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.forms.lengths import LengthField
from core.forms import CountedTextarea, DateField, Form, Radios, TimeField
from matches.models import Mood, Visit, VisitLog
from matches.services import visits
from people.staff_forms import NamedStaffForm

ONCE = "0"
HOW_OFTEN = [
    (ONCE, _("Once")),
    ("1", _("Every week")),
    ("2", _("Every second week")),
    ("4", _("Every four weeks")),
]
HOW_MANY = [(str(number), str(number)) for number in (2, 3, 4, 6, 8, 12)]
YES, NO = "yes", "no"


class PlanForm(Form):
    """One visit, or several on the same day of the week."""

    day = DateField(label=_("Day"), help_text=_("Of the first visit, where there are several."))
    start_time = TimeField(label=_("Starts at"), help_text=_("Such as 1:30 pm or 13:30."))
    minutes = LengthField(label=_("How long is the visit?"))
    weeks = forms.TypedChoiceField(label=_("How often?"), choices=HOW_OFTEN, coerce=int, initial=ONCE, widget=Radios)
    count = forms.TypedChoiceField(
        label=_("How many visits in all?"), choices=HOW_MANY, coerce=int, initial="4", required=False, empty_value=None
    )
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].offer(None)  # type: ignore[attr-defined]

    @property
    def days(self) -> list[date]:
        answers = self.cleaned_data
        count = (answers["count"] or 1) if answers["weeks"] else 1
        return visits.series(answers["day"], weeks=answers["weeks"], count=count)


class MoveVisitForm(Form):
    """Another day, time or length."""

    day = DateField(label=_("Day"))
    start_time = TimeField(label=_("Starts at"), help_text=_("Such as 1:30 pm or 13:30."))
    minutes = LengthField(label=_("How long is the visit?"))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        start = visit.local_start
        kwargs["initial"] = {
            "day": start.date(),
            "start_time": start.time(),
            "minutes": visit.minutes,
            "seen": visit.revision,
        }
        super().__init__(*args, **kwargs)
        self.fields["minutes"].offer(visit.minutes)  # type: ignore[attr-defined]


class LogForm(Form):
    """How it was, in half a minute."""

    happened = forms.ChoiceField(
        label=_("Did the visit take place?"), choices=[(YES, _("Yes")), (NO, _("No"))], widget=Radios(inline=True)
    )
    minutes = forms.IntegerField(
        label=_("How many minutes were you there?"),
        min_value=1,
        max_value=720,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    mood = forms.ChoiceField(
        label=_("How was it?"),
        choices=[
            (Mood.GOOD, _("☺ Good")),
            (Mood.MIXED, _("😐 So-so")),
            (Mood.HARD, _("☹ Hard")),
        ],
        required=False,
        widget=Radios(inline=True),
    )
    follow_up = forms.CharField(
        label=_("Is there anything that staff should follow up?"),
        help_text=_("Staff of the centre read it. Leave out anything about health."),
        max_length=500,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )
    is_worry = forms.BooleanField(
        label=_("I am worried about somebody’s safety"),
        help_text=_("Then named staff are told at once, and nobody else reads it."),
        required=False,
    )

    def __init__(self, *args: Any, initial: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, initial=initial, **kwargs)

    @classmethod
    def of(cls, visit: Visit, data: Any, *, minutes: int) -> "LogForm":
        """As it was written before, or with what we know of the visit."""
        log: VisitLog | None = getattr(visit, "log", None)
        initial: dict[str, Any] = {"happened": YES, "minutes": minutes}
        if log:
            happened = YES if log.minutes else NO
            initial = {
                "happened": happened,
                **{name: getattr(log, name) for name in ("mood", "follow_up", "is_worry")},
            }
            initial["minutes"] = log.minutes or minutes
        return cls(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("happened") == YES and cleaned.get("minutes") is None and "minutes" not in self.errors:
            self.add_error("minutes", _("Please write how many minutes it was."))
        if cleaned.get("is_worry") and not cleaned.get("follow_up", "").strip():
            self.add_error("follow_up", _("Please write what worries you."))
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        """For `visit_logs.write`."""
        said = self.cleaned_data
        return {
            "happened": said["happened"] == YES,
            "minutes": said["minutes"] or 0,
            "mood": said["mood"],
            "follow_up": said["follow_up"],
            "is_worry": said["is_worry"],
        }


class CloseForm(Form):
    """What had happened, before an alert is closed."""

    outcome = forms.CharField(
        label=_("What had happened?"),
        help_text=_("In a sentence, such as “Forgot to check out; spoke with both, all is well”."),
        max_length=500,
        widget=CountedTextarea(attrs={"rows": 3}),
    )


class OnCallForm(NamedStaffForm):
    """Who is told at any hour."""

    question = _("Who is on call for visits?")
    hint = _(
        "They are told at once, also at night, when a visitor has not checked out or asks for help. Choose two or "
        "more. A text reaches them soonest: they write their mobile number under My details."
    )
