"""What a coordinator says about a whole group: other dates, other words, a pause, one more date."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities import rules_in_words, schedules, wording
from activities.choices import Frequency, OnHolidays
from activities.forms.champions import ChampionsField
from activities.forms.lengths import LengthField
from activities.models import Activity, Pause
from activities.models.details import WORD_FIELDS
from activities.services import series
from activities.services.series import Edit
from activities.services.timetable import LEADERS, Change, Timetable
from centres.models import Venue
from champions.models import Champion
from core import dates
from core.forms import Checkboxes, CountedTextarea, DateField, Form, Radios, TimeField
from core.text import listed

FURTHEST = timedelta(days=730)
SEATS = {"inputmode": "numeric", "class": "govuk-input--width-4"}


class TimetableForm(Form):
    """Asks something about a group's timetable; `edit` is the answer as a change that can be shown and done."""

    day_field = ""  # the day from which it holds

    def __init__(self, *args: Any, timetable: Timetable, today: date, **kwargs: Any) -> None:
        self.timetable, self.today = timetable, today
        super().__init__(*args, **kwargs)

    def ahead(self, name: str) -> date | None:
        """A day that lies ahead, and not so far that nobody could mean it."""
        day: date | None = self.cleaned_data[name]
        if day and day < self.today:
            raise ValidationError(_("This day has passed. Choose a day that lies ahead."))
        if day and day > self.today + FURTHEST:
            raise ValidationError(_("This is very far ahead. Choose a day within two years."))
        return day

    def edit(self) -> Edit:
        raise NotImplementedError

    def facts(self, wished: Timetable) -> list[tuple[str, str]]:
        """What is different, each with its name, for the page that shows it before it is done."""
        raise NotImplementedError


class ChangeForm(TimetableForm):
    """Another time, place or rhythm from one day on: only what is different from how it would be is changed."""

    day_field = "since"
    since = DateField(
        label=gettext_lazy("From which day on?"), help_text=gettext_lazy("The dates before it stay as they are.")
    )

    def clean_since(self) -> date | None:
        return self.ahead("since")

    def wished(self) -> dict[str, Any]:
        """The answers by the names of the columns."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            details = self.timetable.at(found["since"])
            now = {name: getattr(details, name) for name in self.wished() if name != LEADERS}
            now |= {LEADERS: self._leaders(found["since"])} if LEADERS in self.wished() else {}
            self.values = {name: value for name, value in self.wished().items() if now[name] != value}
            if not self.values:
                raise ValidationError(_("This is how it is already. Change something, or go back."))
        return found

    def _leaders(self, day: date) -> list[Champion]:
        said = self.timetable.leaders_from(day)
        return list(self.timetable.activity.leaders.order_by("pk")) if said is None else said

    def edit(self) -> Edit:
        return series.changing(Change(self.cleaned_data["since"], self.values))

    def facts(self, wished: Timetable) -> list[tuple[str, str]]:
        day = self.cleaned_data["since"]
        before, after = self.timetable.at(day), wished.at(day)
        from_then = _("From %(day)s on") % {"day": dates.month_day(day)}
        return [(_("Until now"), self.in_words(before)), (from_then, self.in_words(after))]

    def in_words(self, details: Activity) -> str:
        raise NotImplementedError


class WhenWhereForm(ChangeForm):
    """When, where, and for how many."""

    frequency = forms.ChoiceField(label=gettext_lazy("How often?"), required=False, widget=Radios)
    start_date = DateField(
        label=gettext_lazy("If the days change: the first of the new dates"),
        required=False,
        help_text=gettext_lazy("The group then meets on this day of the week."),
    )
    start_time = TimeField(label=gettext_lazy("Starts at"), help_text=gettext_lazy("Such as 1:30 pm or 13:30."))
    minutes = LengthField(label=gettext_lazy("How long does it last?"))
    venue = forms.ModelChoiceField(
        label=gettext_lazy("Room or place"), queryset=Venue.of(0), required=False, empty_label=gettext_lazy("None yet")
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Seats on each date"),
        help_text=gettext_lazy(
            "Leave this empty where as many can come as like to. Nobody loses a place that they have."
        ),
        min_value=1,
        max_value=999,
        required=False,
        widget=forms.TextInput(attrs=SEATS),
    )
    on_holidays = forms.ChoiceField(
        label=gettext_lazy("What if a date falls on a public holiday?"), choices=OnHolidays.choices, widget=Radios
    )
    last_date = DateField(
        label=gettext_lazy("Last date"),
        required=False,
        help_text=gettext_lazy("Leave this empty if the group goes on until further notice."),
    )
    mark_optional = False
    AS_IT_IS = ("start_time", "minutes", "venue", "capacity", "on_holidays", "last_date")

    def __init__(self, *args: Any, timetable: Timetable, since: date, **kwargs: Any) -> None:
        details = timetable.at(since)
        kwargs["initial"] = {
            "since": since,
            "frequency": "",
            **{name: getattr(details, name) for name in self.AS_IT_IS},
        }
        super().__init__(*args, timetable=timetable, **kwargs)
        as_before = _("As before: %(days)s") % {"days": rules_in_words.in_a_sentence(details)}
        others = [choice for choice in Frequency.choices if choice[0] != Frequency.ONCE]
        self.fields["frequency"].choices = [("", as_before), *others]  # type: ignore[attr-defined]
        self.fields["minutes"].offer(details.minutes)  # type: ignore[attr-defined]
        self.fields["venue"].queryset = Venue.of(details.centre_id)  # type: ignore[attr-defined]

    def wished(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in self.AS_IT_IS}
        if frequency := self.cleaned_data["frequency"]:
            first = self.cleaned_data["start_date"]
            found |= {"rule": schedules.rule_for(frequency, first), "start_date": first}
        return found

    def in_words(self, details: Activity) -> str:
        place = details.venue.name if details.venue else ""
        seats = _("%(count)d seats") % {"count": details.capacity} if details.capacity else ""
        return " · ".join(part for part in (wording.rule_in_full(details, ()), place, seats) if part)

    def clean_start_date(self) -> date | None:
        return self.ahead("start_date")

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        since, first, last = found.get("since"), found.get("start_date"), found.get("last_date")
        if found.get("frequency") and not first and "start_date" not in self.errors:
            self.add_error("start_date", _("Say on which day the new dates begin."))
        if first and not found.get("frequency"):
            self.add_error("frequency", _("Say how often the group meets from then on."))
        if since and first and first < since:
            self.add_error("start_date", _("This is before the day from which the change holds."))
        if since and last and last < since:
            self.add_error("last_date", _("This is before the day from which the change holds."))
        return super().clean()


class WordsForm(ChangeForm):
    """What the group is called and says of itself, and who leads it."""

    title_en = forms.CharField(label=gettext_lazy("Name of the group, in English"), max_length=80, required=False)
    title_fr = forms.CharField(label=gettext_lazy("Name of the group, in French"), max_length=80, required=False)
    summary_en = forms.CharField(
        label=gettext_lazy("What people do there, in English"),
        max_length=1200,
        required=False,
        widget=CountedTextarea(attrs={"rows": 5}),
    )
    summary_fr = forms.CharField(
        label=gettext_lazy("What people do there, in French"),
        max_length=1200,
        required=False,
        widget=CountedTextarea(attrs={"rows": 5}),
    )
    audience_en = forms.CharField(label=gettext_lazy("Whom it is for, in English"), max_length=200, required=False)
    audience_fr = forms.CharField(label=gettext_lazy("Whom it is for, in French"), max_length=200, required=False)
    leaders = ChampionsField(label=gettext_lazy("Who leads?"), queryset=Champion.leading_at(0), widget=Checkboxes)
    mark_optional = False

    def __init__(self, *args: Any, timetable: Timetable, since: date, **kwargs: Any) -> None:
        details = timetable.at(since)
        self.timetable = timetable
        kwargs["initial"] = {"since": since, **{name: getattr(details, name) for name in WORD_FIELDS}}
        kwargs["initial"]["leaders"] = self._leaders(since)
        super().__init__(*args, timetable=timetable, **kwargs)
        self.fields["leaders"].queryset = Champion.leading_at(details.centre_id)  # type: ignore[attr-defined]

    def wished(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in WORD_FIELDS}
        return {**found, LEADERS: sorted(self.cleaned_data["leaders"], key=lambda leader: leader.pk)}

    def facts(self, _wished: Timetable) -> list[tuple[str, str]]:
        changed = [(str(self.fields[name].label), value) for name, value in self.values.items()]
        from_then = _("From %(day)s on") % {"day": dates.month_day(self.cleaned_data["since"])}
        return [("", from_then)] + [
            (label, listed(one.person.name for one in value) if isinstance(value, list) else value)
            for label, value in changed
        ]

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("title_en") and not self.cleaned_data.get("title_fr"):
            self.add_error("title_en", _("The group needs a name in at least one language."))
        return super().clean()


class PauseForm(TimetableForm):
    day_field = "first_day"
    first_day = DateField(label=gettext_lazy("No dates from this day on"))
    last_day = DateField(
        label=gettext_lazy("Up to and including"),
        required=False,
        help_text=gettext_lazy("Leave this empty if nobody knows yet: the group is then paused until further notice."),
    )
    mark_optional = False

    def clean_first_day(self) -> date | None:
        return self.ahead("first_day")

    def clean_last_day(self) -> date | None:
        last, first = self.ahead("last_day"), self.cleaned_data.get("first_day")
        if last and first and last < first:
            raise ValidationError(_("This is before the first day of the pause."))
        return last

    def facts(self, _wished: Timetable) -> list[tuple[str, str]]:
        pause = Pause(first_day=self.cleaned_data["first_day"], last_day=self.cleaned_data["last_day"])
        return [(_("The pause"), wording.pause_in_words(pause))]

    def edit(self) -> Edit:
        return series.pausing(self.cleaned_data["first_day"], self.cleaned_data["last_day"])


class ResumeForm(TimetableForm):
    day_field = "back_on"
    back_on = DateField(
        label=gettext_lazy("Back from this day on"),
        help_text=gettext_lazy("The group meets again on the first of its days from then on."),
    )

    def clean_back_on(self) -> date | None:
        return self.ahead("back_on")

    def facts(self, _wished: Timetable) -> list[tuple[str, str]]:
        return [(_("Back from"), dates.day(self.cleaned_data["back_on"]))]

    def edit(self) -> Edit:
        return series.resuming(self.cleaned_data["back_on"])
