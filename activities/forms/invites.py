"""Asking a champion to phone somebody or meet them at the door, and what the champion writes down."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from activities.choices import JoinMode
from activities.models import Activity, Booking, InviteCall, Session
from activities.services import call_choices, invite_calls
from activities.services.call_choices import Candidate, Group
from core.fields import DateField
from core.forms import CountedTextarea, Form, Radios
from people.models import ContactPoint

ANY, ONE = "group", "date"
YES, CANNOT = "yes", "cannot"


class WhatForm(Form):
    """To which group or date?"""

    what = forms.ChoiceField(label=_("To what are they invited?"))
    may_name = forms.BooleanField(
        label=_("They know of this group, and may be told its name on the telephone"),
        required=False,
        help_text=_("Asked only of private groups. Without it we write “a group at the centre”."),
    )

    def __init__(self, *args: Any, groups: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        self.fields["what"].choices = [("", gettext("Choose"))] + [  # type: ignore[attr-defined]
            (group.activity.title, list(self._of(group))) for group in groups if list(self._of(group))
        ]

    @staticmethod
    def _of(group: Group) -> list[tuple[str, str]]:
        """The group as a whole, where it has dates; then each date."""
        if group.activity.join_mode == JoinMode.COURSE:
            return [(f"{ANY}:{group.activity.pk}", gettext("All the dates of this course"))]
        dates = [(f"{ONE}:{one.pk}", call_choices.moment(one)) for one in group.sessions]
        return [(f"{ANY}:{group.activity.pk}", gettext("Whichever date suits them")), *dates] if dates else []

    @property
    def chosen(self) -> tuple[Activity, Session | None]:
        """The group, and the date where it is one."""
        kind, _colon, pk = self.cleaned_data["what"].partition(":")
        if kind == ANY:
            return next(one.activity for one in self.groups if one.activity.pk == int(pk)), None
        found = [(one.activity, date) for one in self.groups for date in one.sessions if date.pk == int(pk)]
        return found[0]


class ChampionChoice(Form):
    """Whom to ask: who speaks the person's language and signed, the least burdened first."""

    champion = forms.TypedChoiceField(label=_("Whom would you like to ask?"), coerce=int, widget=Radios())

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        field: Any = self.fields["champion"]
        field.choices = [(one.champion.pk, one.champion.person.name) for one in candidates]
        field.widget.hints = {one.champion.pk: _hint(one) for one in candidates}

    @property
    def chosen_champion(self) -> Any:
        return next(one.champion for one in self.candidates if one.champion.pk == self.cleaned_data["champion"])


def _hint(candidate: Candidate) -> str:
    """ "English, French. Nothing is asked of them just now."."""
    spoken = ", ".join(candidate.champion.spoken)
    if not candidate.open_calls:
        load = gettext("Nothing is asked of them just now.")
    else:
        number = candidate.open_calls
        load = ngettext("%(number)d thing is asked of them.", "%(number)d things are asked of them.", number)
        load %= {"number": number}
    return f"{spoken}. {load}" if spoken else load


class AskForm(ChampionChoice):
    """Who phones, what to say, at which number, and until when."""

    point = forms.TypedChoiceField(label=_("At which number?"), coerce=int, widget=Radios())
    through_line = forms.BooleanField(
        label=_("Only through the centre’s line"),
        required=False,
        help_text=_("The line rings both of them. Neither sees the other’s number."),
    )
    script = forms.CharField(
        label=_("What to say, more or less"),
        max_length=1200,
        widget=CountedTextarea(attrs={"rows": 8}),
        help_text=_("A first name is enough. Write nothing about health, and nothing about why they are invited."),
    )
    until = DateField(label=_("Until which day?"), help_text=_("Afterwards the champion sees no name and no number."))

    def __init__(
        self, *args: Any, points: Sequence[ContactPoint], offers_line: bool, first_day: date, **kwargs: Any
    ) -> None:
        self.points = points
        kwargs.setdefault("initial", {})
        kwargs["initial"] |= {
            "until": first_day + invite_calls.OPEN_FOR,
            "point": points[0].pk if points else None,
        }
        super().__init__(*args, **kwargs)
        self.fields["point"].choices = [(one.pk, one.shown) for one in points]  # type: ignore[attr-defined]
        if not offers_line:
            del self.fields["through_line"]

    @property
    def order(self) -> dict[str, Any]:
        """As the service asks for it."""
        said = self.cleaned_data
        return {
            "champion": self.chosen_champion,
            "point": next(one for one in self.points if one.pk == said["point"]),
            "through_line": bool(said.get("through_line")),
            "script": said["script"],
            "until": said["until"],
        }


class DoorForm(ChampionChoice):
    """At which date, where, and how the two know each other."""

    booking = forms.TypedChoiceField(label=_("At which date?"), coerce=int, widget=Radios())
    where = forms.CharField(label=_("Where do they meet?"), max_length=200)
    sign = forms.CharField(
        label=_("How do they recognise each other?"),
        max_length=200,
        help_text=_("Such as “Terry wears a red scarf”. Both of them read this; write nothing about health."),
    )
    may_name = WhatForm.base_fields["may_name"]
    field_order = ("booking", "champion", "where", "sign", "may_name")

    def __init__(self, *args: Any, places: Sequence[Booking], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        self.fields["booking"].choices = [  # type: ignore[attr-defined]
            (one.pk, f"{one.session.activity.title}, {call_choices.moment(one.session)}") for one in places
        ]

    @property
    def order(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "booking": next(one for one in self.places if one.pk == said["booking"]),
            "champion": self.chosen_champion,
            **{name: said[name] for name in ("where", "sign", "may_name")},
        }


class OutcomeForm(Form):
    """How it went. `after` is how many tries there were when the page was shown."""

    result = forms.ChoiceField(label=_("How did it go?"), widget=Radios())
    session = forms.TypedChoiceField(
        label=_("If yes: for which date?"), coerce=int, empty_value=None, required=False, widget=Radios()
    )
    after = forms.IntegerField(min_value=0, max_value=99, widget=forms.HiddenInput)
    mark_optional = False

    def __init__(self, *args: Any, call: InviteCall, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, initial={"after": call.tries}, **kwargs)
        self.dates = invite_calls.dates_to_choose(call, now=now)
        self.fields["result"].choices = _results(call, now)  # type: ignore[attr-defined]
        if self.dates:
            self.fields["session"].choices = [(one.pk, call_choices.moment(one)) for one in self.dates]  # type: ignore[attr-defined]
        else:
            del self.fields["session"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("result") == YES and "session" in self.fields and not cleaned.get("session"):
            self.add_error("session", gettext("Choose a date, so that they have a place."))
        return cleaned

    @property
    def chosen_session(self) -> Session | None:
        wanted = self.cleaned_data.get("session")
        return next((one for one in self.dates if one.pk == wanted), None)


def _results(call: InviteCall, now: datetime) -> list[tuple[str, str]]:
    if call.is_invite:
        return [
            (YES, gettext("I reached them: yes, they would like to come")),
            ("think", gettext("I reached them: they want to think about it")),
            ("not_now", gettext("I reached them: not now")),
            ("no_answer", gettext("Nobody answered: I try again later")),
            ("wrong_number", gettext("The number is wrong")),
            (CANNOT, gettext("I cannot make this call")),
        ]
    if call.session is not None and call.session.starts_at <= now:
        return [("met", gettext("We met")), ("not_met", gettext("They did not come"))]
    return [(CANNOT, gettext("I cannot be there"))]
