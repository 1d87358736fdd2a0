"""What staff write down about calls, and how somebody likes to be reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import Form, Radios, TimeField
from notifications.models import CallResult, Preferences, Reminders
from notifications.models.preferences import QUIET_FROM, QUIET_UNTIL
from people.models import ContactPoint, Person, StaffRole
from people.models.contact import ContactKind, Way

UP, DOWN = "up", "down"


class CallForm(Form):
    """What came of it is said by the button that sends the form."""

    result = forms.ChoiceField(choices=CallResult.choices, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("A word about the call"),
        help_text=_("Such as “her son answered”. Nothing about health."),
        max_length=300,
        required=False,
    )
    mark_optional = False


class CallBackForm(Form):
    """What came of a call that somebody waited for is said by the button as well."""

    SPOKE, NO_ANSWER, DONE = "spoke", "no_answer", "done"

    then = forms.ChoiceField(choices=[(SPOKE, SPOKE), (NO_ANSWER, NO_ANSWER), (DONE, DONE)], widget=forms.HiddenInput)
    name = forms.CharField(label=_("Their name"), max_length=120, required=False)
    mark_optional = False


@dataclass(frozen=True)
class WayLine:
    """One address or number as a line of the form; `pressed` is the arrow that has just moved it."""

    point: ContactPoint
    may_call: bool
    pressed: str

    @property
    def is_number(self) -> bool:
        return self.point.kind != ContactKind.EMAIL


class PreferencesForm(Form):
    """The arrows move a line in the form alone: like everything else in it, the order is kept by the last button."""

    reminders = forms.ChoiceField(
        label=_("When shall we remind you of a place?"),
        choices=[(value, capfirst(label)) for value, label in Reminders.choices],
        widget=Radios,
    )
    quiet_from = TimeField(label=_("They begin at"), required=False)
    quiet_until = TimeField(label=_("They end at"), required=False)
    any_time = forms.BooleanField(label=_("No quiet hours: they may come at any time"), required=False)
    calls_ok = forms.MultipleChoiceField(required=False)
    staff_digest = forms.BooleanField(label=_("E-mail me on weekday mornings what waits at the desk"), required=False)
    calendar_letters = forms.BooleanField(
        label=_("Put my places into my calendar"),
        help_text=_("E-mails about a place then have its date for your calendar. Dates that are in it stay right."),
        required=False,
    )
    do_not_contact = forms.BooleanField(
        label=_("Do not contact me at all"),
        help_text=_("No messages and no calls, not even when a date is cancelled. Your places stay as they are."),
        required=False,
    )
    mark_optional = False
    asks_staff = True  # who works at a desk is asked about its letter as well

    def __init__(
        self,
        *args: Any,
        points: Iterable[ContactPoint],
        pressed: tuple[str, int] = ("", 0),
        works_here: bool = False,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.points, self.pressed = list(points), pressed
        if not works_here:
            del self.fields["staff_digest"]
        if not (settings.INVITATIONS_ADDRESS and any(point.way == Way.EMAIL for point in self.points)):
            del self.fields["calendar_letters"]
        self.fields["calls_ok"].choices = [(point.pk, "") for point in self.points]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, person: Person, data: QueryDict | None) -> "PreferencesForm":
        """As it stands for this person; as it was sent; or, where an arrow sent it, as it was typed so far."""
        points = list(person.contact_points.all())
        works_here = cls.asks_staff and bool(StaffRole.centres_of(person.user_id))
        if data is None:
            return cls(initial=_stored(person, points), points=points, works_here=works_here)
        rank = {pk: place for place, pk in enumerate(data.getlist("order"))}
        points.sort(key=lambda point: rank.get(str(point.pk), len(rank)))
        for arrow in (UP, DOWN):
            nth = next((nth for nth, point in enumerate(points) if str(point.pk) == data.get(arrow)), None)
            if nth is not None:
                pressed = (arrow, points[nth].pk)
                return cls(
                    initial=_typed(data), points=_moved(points, nth, arrow), pressed=pressed, works_here=works_here
                )
        return cls(data, points=points, works_here=works_here)

    @property
    def ways(self) -> list[WayLine]:
        """The addresses and numbers in the order of the form."""
        ticked = {str(pk) for pk in self["calls_ok"].value() or []}
        arrow, moved = self.pressed
        return [WayLine(point, str(point.pk) in ticked, arrow if point.pk == moved else "") for point in self.points]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("any_time"):
            return cleaned
        for name in ("quiet_from", "quiet_until"):
            if name in cleaned and cleaned[name] is None:
                self.add_error(name, _("Write a time, or tick that there are no quiet hours."))
        ends = cleaned.get("quiet_from"), cleaned.get("quiet_until")
        if None not in ends and ends[0] == ends[1]:
            self.add_error("quiet_until", _("That is the same time. Write another, or tick that there are none."))
        return cleaned

    @property
    def wishes(self) -> dict[str, Any]:
        """What `services.preferences.change` takes. For a valid form."""
        sent = self.cleaned_data
        any_time = sent["any_time"]
        return {
            "reminders": Reminders(sent["reminders"]),
            "quiet_from": time(0) if any_time else sent["quiet_from"],
            "quiet_until": time(0) if any_time else sent["quiet_until"],
            "do_not_contact": sent["do_not_contact"],
            "staff_digest": sent.get("staff_digest"),
            "calendar_letters": sent.get("calendar_letters"),
            "order": [point.pk for point in self.points],
            "calls_ok": {int(pk) for pk in sent["calls_ok"]},
        }


class StaffPreferencesForm(PreferencesForm):
    """The same, asked of staff."""

    asks_staff = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reminders"].label = _("When shall we remind them of a place?")
        if letters := self.fields.get("calendar_letters"):
            letters.label = _("Put their places into their calendar")
            letters.help_text = _("E-mails about a place then have its date for their calendar.")
        self.fields["do_not_contact"].label = _("Do not contact them at all")
        self.fields["do_not_contact"].help_text = _(
            "No messages and no calls, not even when a date is cancelled. Their places stay as they are."
        )


def _stored(person: Person, points: list[ContactPoint]) -> dict[str, Any]:
    wishes = Preferences.of(person)
    has = wishes.has_quiet_hours
    return {
        "reminders": wishes.reminders,
        "quiet_from": wishes.quiet_from if has else QUIET_FROM,
        "quiet_until": wishes.quiet_until if has else QUIET_UNTIL,
        "any_time": not has,
        "do_not_contact": wishes.do_not_contact,
        "staff_digest": wishes.staff_digest,
        "calendar_letters": wishes.calendar_letters,
        "calls_ok": [point.pk for point in points if point.calls_ok],
    }


def _typed(data: QueryDict) -> dict[str, Any]:
    several = ("calls_ok",)
    single = set(PreferencesForm.base_fields) - set(several)
    return {**{name: data.get(name, "") for name in single}, **{name: data.getlist(name) for name in several}}


def _moved(points: list[ContactPoint], nth: int, arrow: str) -> list[ContactPoint]:
    """One step; at either end it stays."""
    to = max(0, nth - 1) if arrow == UP else nth + 1
    others = points[:nth] + points[nth + 1 :]
    return [*others[:to], points[nth], *others[to:]]
