"""What is written down along the life of a match."""

from datetime import datetime
from typing import Any, Self

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from champions.services import standing
from core.errors import DomainError
from core.forms import CountedTextarea, DateField, Form, Radios, TimeField
from matches.models import Ender, Match, Went, Why
from matches.services import pairs


class MeetingForm(Form):
    """The first meeting of the two."""

    day = DateField(label=_("On which day?"))
    start = TimeField(label=_("At what time?"))
    where = forms.CharField(
        label=_("Where?"),
        help_text=_("Both read this. Better a place that both know; the street of a home is not for here."),
        max_length=200,
    )
    comes_along: Any = forms.ModelChoiceField(
        label=_("Who of us comes along?"), queryset=None, required=False, empty_label=_("Nobody")
    )

    def __init__(self, *args: Any, match: Match, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.match = match
        self.fields["comes_along"].queryset = standing.supporters(match.centre_id)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, match: Match, data: Any = None) -> "MeetingForm":
        at = match.local_meeting
        initial: dict[str, Any] = {"day": at.date() if at else None, "start": at.time() if at else None}
        initial |= {"where": match.meeting_where, "comes_along": match.meeting_with}
        return cls(data, initial=initial, match=match)

    @property
    def answers(self) -> dict[str, Any]:
        """As the service asks for it."""
        said = self.cleaned_data
        at = datetime.combine(said["day"], said["start"], self.match.centre.zone)
        return {"at": at, "where": said["where"], "comes_along": said["comes_along"]}


class AgreedForm(Form):
    agreed = forms.CharField(
        label=_("What did they agree on?"),
        help_text=_("Such as “Tuesdays at two, cards and tea”. Both read it."),
        max_length=300,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )
    plan = forms.CharField(
        label=_("What do we do if the visitor does not check out?"),
        help_text=_("For staff, who read it with the alert. Such as whom to call first, and who has a key."),
        max_length=500,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )
    grace = forms.IntegerField(
        label=_("How many minutes after the agreed end do we ask?"), min_value=5, max_value=120, initial=pairs.GRACE
    )

    @classmethod
    def of(cls, match: Match, data: Any = None) -> Self:
        """As it was agreed."""
        return cls(data, initial={name: getattr(match, name) for name in ("agreed", "plan", "grace")})


class TrialForm(AgreedForm):
    until = DateField(
        label=_("Until when do they try it out?"),
        help_text=_("The day after, we ask both whether it shall go on."),
    )
    field_order = ("until", "agreed", "plan", "grace")


class GoodbyeForm(Form):
    """Who ends it and why, in kind words."""

    ended_by = forms.ChoiceField(label=_("From whom does the goodbye come?"), widget=Radios)
    why = forms.ChoiceField(
        label=_("Why?"), widget=Radios(hints={Why.LOSS: _("Then we write to the champion alone.")})
    )
    farewell = forms.CharField(
        label=_("A word to both"),
        help_text=_("They read it on their page. Be kind; say nothing about anybody’s health."),
        max_length=300,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )
    last_visit_on = DateField(
        label=_("When is the last visit?"),
        help_text=_("Leave this empty where there is none."),
        required=False,
    )
    waits_again = forms.BooleanField(label=_("Afterwards the person would like somebody else"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("ended_by", Ender.choices), ("why", Why.choices)):
            self.fields[name].choices = [  # type: ignore[attr-defined]
                (value, capfirst(str(label))) for value, label in choices
            ]


class HowItWasForm(Form):
    """Two questions."""

    went = forms.ChoiceField(label=_("How was it for you?"), choices=Went.choices, widget=Radios)
    words = forms.CharField(
        label=_("What should we know for the next time?"),
        max_length=500,
        required=False,
        widget=CountedTextarea(attrs={"rows": 4}),
    )


def refuse(form: Form, error: DomainError) -> None:
    """Show a service's no at the field that it is about."""
    at = {
        "meeting_passed": "day",
        "day_passed": "until",
        "comes_along_elsewhere": "comes_along",
        "street_missing": "street",
        "wanted_already": "kind",
        "match_reason_needed": "reason",
        "not_a_phone": "contact",
        "not_an_email": "contact",
    }
    name = at.get(error.code)
    form.refuse(error, name if name in form.fields else None)
