"""What a leader writes into the register."""

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Attendance
from core.forms import CountedTextarea, Form

MOST = 500  # people without a name at one date


class MarkForm(Form):
    """One tap."""

    attendance = forms.ChoiceField(choices=Attendance.choices)


class WalkInForm(Form):
    """Somebody who came without signing up."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("A first name is enough."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput)


class HeadcountForm(Form):
    """How many gave no name. `step` comes from the buttons that add or take away one."""

    headcount = forms.IntegerField(
        label=_("People without a name"),
        help_text=_("Whoever came and would rather not be on a list."),
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )
    step = forms.IntegerField(required=False, min_value=-1, max_value=1)

    @property
    def total(self) -> int:
        """The number after the button that was pressed."""
        return min(MOST, max(0, self.cleaned_data["headcount"] + (self.cleaned_data["step"] or 0)))


class NoteForm(Form):
    """What staff should know."""

    note = forms.CharField(
        label=_("A note to staff"),
        help_text=_("What went well, what is missing, or whom somebody should call. Only staff and leaders read it."),
        max_length=1000,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )
