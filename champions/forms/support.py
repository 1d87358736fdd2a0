"""The support plan, check-ins, notes, and the break that a champion asks for."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from champions.models import Champion, Layer, SupportPlan
from champions.services.support import PLANNED
from core.forms import CountedTextarea, DateField, Form, Radios, SpentField

LONGEST_AHEAD = timedelta(days=366)


def _words(label: Any, help_text: Any, most: int = 1000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )


class PlanForm(Form):
    """In the champion's own words. Anything may stay empty."""

    helps = _words(
        _("What helps"), _("Such as: the cards in large print, a quiet corner, the plan for the day in writing.")
    )
    hinders = _words(_("What does not help"), _("Such as: being called on without warning, strong scents."))
    reach = _words(_("How to reach me"), _("Such as: by text, never by telephone; not before ten."), 500)
    agreed = _words(_("What we agreed"), _("Who does what, and when you look at it together again."))

    @classmethod
    def of(cls, plan: SupportPlan | None, data: Any = None) -> "PlanForm":
        """The form as it stands for this plan."""
        return cls(data, initial={name: getattr(plan, name, "") for name in PLANNED})


class NoteForm(Form):
    """Who reads it is asked first, with nothing chosen: nobody writes to the wrong reader out of habit."""

    layer = forms.ChoiceField(
        label=_("Who reads this?"),
        choices=[
            (Layer.SHARED.value, _("The champion sees it too")),
            (Layer.STAFF.value, _("Staff only")),
        ],
        widget=Radios(
            hints={
                Layer.SHARED: _("It stands on their own page, and in the copy of everything we hold about them."),
                Layer.STAFF: _(
                    "Coordinators and managers of the centre. Write it all the same as if the champion read it one "
                    "day: by law they may ask for it."
                ),
            }
        ),
    )
    text = forms.CharField(label=_("Your note"), max_length=1000, widget=CountedTextarea(attrs={"rows": 4}))
    minutes = SpentField()


class CheckInForm(NoteForm):
    """A check-in that has taken place."""

    field_order = ["on", "layer", "text"]
    on = DateField(label=_("On which day did you talk?"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": today}, **kwargs)
        self.today = today
        self.fields["text"].label = _("How it was, in a sentence or two")

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("That day has not come yet."))
        return on


class RhythmForm(Form):
    """How often the supporter checks in."""

    weeks = forms.IntegerField(
        label=_("Every how many weeks do you check in?"),
        help_text=_("Leave it empty for no check-ins, or for one alone."),
        min_value=1,
        max_value=52,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
    )
    on = DateField(label=_("When is the next one?"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A rhythm begins on a day, which lies ahead and not too far."""
        cleaned = super().clean() or {}
        weeks, on = cleaned.get("weeks"), cleaned.get("on")
        if weeks and not on and "on" not in self.errors:
            self.add_error("on", _("Please say when the first one is."))
        if on and not self.today <= on <= self.today + LONGEST_AHEAD:
            self.add_error("on", _("Choose a day from today on, within a year."))
        return cleaned

    @classmethod
    def of(cls, champion: Champion, data: Any = None, *, today: date) -> "RhythmForm":
        return cls(data, initial={"weeks": champion.check_in_weeks, "on": champion.check_in_on}, today=today)


KNOWN, UNKNOWN = "known", "unknown"


class BreakForm(Form):
    """I need a break."""

    starts_on = DateField(label=_("From which day?"))
    back = forms.ChoiceField(
        label=_("Do you know about when you will be back?"),
        choices=[(UNKNOWN, _("I do not know yet")), (KNOWN, _("Yes, about then:"))],
        initial=UNKNOWN,
        widget=Radios,
    )
    until = DateField(label=_("About when"), required=False)
    word = forms.CharField(
        label=_("A word, if you like"),
        max_length=300,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
        help_text=_("You need not give a reason. Whoever supports you reads it."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"starts_on": today}, **kwargs)
        self.today = today

    def clean_starts_on(self) -> date:
        """A break that began some days ago begins today for us."""
        starts: date = self.cleaned_data["starts_on"]
        if starts > self.today + LONGEST_AHEAD:
            raise forms.ValidationError(_("That is more than a year ahead. Please choose a nearer day."))
        return max(starts, self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, until = cleaned.get("starts_on"), cleaned.get("until")
        if cleaned.get("back") == KNOWN:
            if not until and "until" not in self.errors:
                self.add_error("until", _("Please say about when, or choose “I do not know yet”."))
            elif until and starts and until < starts:
                self.add_error("until", _("The end cannot be before the beginning."))
        elif "until" in self.errors:
            del self.errors["until"]  # it was not asked
        if cleaned.pop("back", None) != KNOWN:
            cleaned["until"] = None
        return cleaned
