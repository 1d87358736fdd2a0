"""What a leader writes into the register, what a telephone sends of it later, and what people type at the tablet."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Attendance
from activities.presenters.registers import Row
from activities.services import taps
from core.forms import CountedTextarea, Form, Radios
from people.staff_forms import NamedStaffForm

MOST = 500  # people without a name at one date
LATEST = 4_102_444_800_000  # the year 2100 in milliseconds


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
    number = forms.CharField(
        label=_("Telephone number"),
        help_text=_("If they like to be called about the group."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel", "class": "govuk-input--width-20"}),
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput)
    # Who it is, once the leader was asked: the earlier place of somebody known, or nobody of those.
    known_as = forms.UUIDField(required=False, widget=forms.HiddenInput)
    is_new = forms.BooleanField(required=False, widget=forms.HiddenInput)


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


class TapForm(Form):
    """One tap that a telephone kept. `at` is its moment in milliseconds, by the site's clock."""

    kind = forms.ChoiceField(choices=[("mark", ""), ("walk_in", ""), ("headcount", "")])
    key = forms.UUIDField()
    at = forms.IntegerField(min_value=0, max_value=LATEST)
    booking = forms.UUIDField(required=False)
    attendance = forms.ChoiceField(choices=Attendance.choices, required=False)
    name = forms.CharField(max_length=120, required=False)
    number = forms.CharField(max_length=30, required=False)
    known_as = forms.UUIDField(required=False)
    is_new = forms.BooleanField(required=False)
    headcount = forms.IntegerField(min_value=0, max_value=MOST, required=False)
    seen = forms.IntegerField(min_value=0, max_value=MOST, required=False)

    NEEDS = {"mark": ("booking", "attendance"), "walk_in": ("name",), "headcount": ("headcount", "seen")}

    def clean_name(self) -> str:
        """Half a character, as a telephone cuts an emoji that is too long, can be stored nowhere."""
        return str(self.cleaned_data["name"].encode("utf-8", "ignore").decode())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for field in self.NEEDS.get(cleaned.get("kind", ""), ()):
            if cleaned.get(field) in (None, "") and field not in self.errors:
                self.add_error(field, self.fields[field].error_messages["required"])
        return cleaned

    @property
    def tap(self) -> taps.Mark | taps.WalkIn | taps.Headcount:
        said = self.cleaned_data
        about = {"key": said["key"], "at": datetime.fromtimestamp(said["at"] / 1000, tz=UTC)}
        if said["kind"] == "mark":
            return taps.Mark(**about, booking=said["booking"], attendance=Attendance(said["attendance"]))
        if said["kind"] == "headcount":
            return taps.Headcount(**about, number=said["headcount"], seen=said["seen"])
        return taps.WalkIn(**about, **{field: said[field] for field in ("name", "number", "known_as", "is_new")})


class FirstNameForm(Form):
    """At the tablet of a group whose names may be shown, a few at a time."""

    first_name = forms.CharField(
        label=_("Your first name"),
        help_text=_("The first letters are enough."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "words", "spellcheck": "false", "autofocus": True}
        ),
    )


class DigitsForm(Form):
    """At the tablet of a group where no name is shown."""

    digits = forms.CharField(
        label=_("Your code, or the last 4 digits of your telephone number"),
        help_text=_("Your code has 5 digits. You find it on the page of your place."),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "inputmode": "numeric",
                "class": "govuk-input--width-10",
                "autofocus": True,
            }
        ),
    )


class CheckInForm(Form):
    """A tap at one's own name."""

    booking = forms.UUIDField()


class WorryForm(Form):
    """What a leader saw or heard. `rows` are the names of that date, where they may be seen."""

    whom = forms.UUIDField(label=_("Whom is it about?"), required=False)
    text = forms.CharField(
        label=_("What did you see or hear?"),
        help_text=_("Write it as it was. You do not have to be sure."),
        max_length=2000,
        widget=CountedTextarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, rows: Iterable[Row] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(row.booking.public_id), row.name) for row in rows]
        if choices:
            nobody = [("", _("Nobody in particular, or somebody who is not on the list"))]
            self.fields["whom"] = forms.ChoiceField(
                label=_("Whom is it about?"), choices=[*choices, *nobody], required=False, widget=Radios
            )
        else:
            del self.fields["whom"]


class WhoHearsForm(NamedStaffForm):
    """Whom of the staff a manager names."""

    question = _("Who is told at once when a leader worries about somebody?")
    hint = _("Choose two or more, so that somebody is always there. Managers can always read it.")
