"""What leaders ask staff for, how staff answer, and what leaders may do without asking."""

from datetime import date, time
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Wish
from activities.models.change_request import IN_WORDS
from centres.models import Deed
from core.forms import Checkboxes, CountedTextarea, Form, Radios, TimeField

LONGEST = 600


class WhyForm(Form):
    """A word beside a wish."""

    words = forms.CharField(
        label=_("A word to staff"),
        help_text=_("Such as why, or what else would work. Say nothing about anybody’s health."),
        max_length=LONGEST,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )


class AskForm(Form):
    """A wish in words alone."""

    wish = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[(wish.value, wish.label) for wish in IN_WORDS],
        widget=Radios(
            hints={
                Wish.RIDE: _("Somebody cannot come without one."),
                Wish.HARD_TALK: _("Only the person who supports you and those who hear worries read this."),
            }
        ),
        initial=Wish.OTHER,
    )
    words = forms.CharField(
        label=_("What would you like for your group?"),
        help_text=_("Such as a new text, a second leader or more chairs. Say nothing about anybody’s health."),
        max_length=LONGEST,
        required=False,
        widget=CountedTextarea(attrs={"rows": 5}),
    )
    call_me = forms.BooleanField(label=_("Please call me about it"), required=False)
    mark_optional = False

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not answers.get("words") and not answers.get("call_me") and "words" not in self.errors:
            self.add_error("words", _("Write what you would like, or tick that we should call you."))
        return answers


class DoneForm(Form):
    reply = forms.CharField(
        label=_("A word to the champion"),
        help_text=_("They read it on their page."),
        max_length=LONGEST,
        required=False,
        widget=CountedTextarea(attrs={"rows": 2}),
    )


class NotPossibleForm(Form):
    reply = forms.CharField(
        label=_("Why is it not possible?"),
        help_text=_("The champion reads this. Be kind and plain, and call them if you can."),
        max_length=LONGEST,
        widget=CountedTextarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why, in a sentence that the champion can read.")},
    )


class CentreLimitsForm(Form):
    """What all leaders of a centre may do."""

    deeds = forms.MultipleChoiceField(
        label=_("Leaders do this by themselves"),
        help_text=_(
            "Always within the opening hours of the place, where nothing else is in it, where no leader is busy "
            "elsewhere, and on days on which the centre is open. All else they ask you for."
        ),
        choices=Deed.choices,
        required=False,
        widget=Checkboxes,
    )
    mark_optional = False


class GroupLimitsForm(CentreLimitsForm):
    """… or those of one group."""

    OWN, AS_CENTRE = "own", "centre"
    whose = forms.ChoiceField(label=_("What may the leaders of this group do?"), widget=Radios)
    field_order = ("whose", "deeds")

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        own = activity.leaders_may
        usual = activity.centre.leaders_may
        kwargs["initial"] = {
            "whose": self.AS_CENTRE if own is None else self.OWN,
            "deeds": usual if own is None else own,
        }
        super().__init__(*args, **kwargs)
        whose = self.fields["whose"]
        whose.choices = [  # type: ignore[attr-defined]
            (self.AS_CENTRE, _("What the centre says for all groups")),
            (self.OWN, _("What is ticked below")),
        ]
        whose.widget.hints = {
            self.AS_CENTRE: " · ".join(str(Deed(deed).label) for deed in Deed.values if deed in usual)
        }

    @property
    def chosen(self) -> list[str] | None:
        return self.cleaned_data["deeds"] if self.cleaned_data["whose"] == self.OWN else None


def answers_of(form: forms.Form) -> dict[str, Any]:
    """What a form was told that differs from how things are, as plain values; and the day from which it holds."""
    day_field = getattr(form, "day_field", "")
    return {
        name: _plain(value)
        for name, value in form.cleaned_data.items()
        if name == day_field or value != form.initial.get(name)
    }


def _plain(value: Any) -> Any:
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value.pk if isinstance(value, models.Model) else value


def fill_in(form: forms.Form, answers: dict[str, Any]) -> None:
    """Show such answers in the form, in place of how things are."""
    for name, value in answers.items():
        if field := form.fields.get(name):
            is_time = isinstance(field, TimeField) and value
            form.initial[name] = time.fromisoformat(value) if is_time else value
