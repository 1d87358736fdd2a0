"""What leaders ask for, and what keeps them from doing it by themselves, in words."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from activities.choices import Beyond, Frequency, OnHolidays
from activities.forms.dates import MoveForm, ResizeForm, ThisTimeForm
from activities.forms.lengths import LengthField
from activities.forms.review import CancelForm
from activities.forms.series import PauseForm, ResumeForm, WhenWhereForm
from activities.models import ChangeRequest, OffBecause, Wish
from centres.models import Venue
from champions.models import Champion
from core import dates
from core.forms import DateField, Form, TimeField

FORMS: dict[str, type[Form]] = {
    Wish.MOVE: MoveForm,
    Wish.RESIZE: ResizeForm,
    Wish.THIS_TIME: ThisTimeForm,
    Wish.CANCEL: CancelForm,
    Wish.WHEN_WHERE: WhenWhereForm,
    Wish.PAUSE: PauseForm,
    Wish.RESUME: ResumeForm,
}
CHOICES = dict([*Frequency.choices, *OnHolidays.choices, *OffBecause.choices])


def facts(asked: ChangeRequest) -> list[tuple[str, str]]:
    """What is wished, each with the question of the form that it answers."""
    return said(asked.wish, asked.answers)


def said(wish: str, answers: dict[str, Any]) -> list[tuple[str, str]]:
    """The same of answers as plain values (`forms.wishes.answers_of`). A query for each room and each person."""
    fields = FORMS[wish].base_fields if wish in FORMS else {}
    return [(str(fields[name].label), _say(fields[name], name, answers[name])) for name in fields if name in answers]


def _say(field: forms.Field, name: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(field, DateField):
        return dates.day(date.fromisoformat(value))
    if isinstance(field, TimeField):
        return dates.clock(time.fromisoformat(value))
    if isinstance(field, LengthField):
        return dates.how_long(value)
    if isinstance(field, forms.ModelChoiceField):
        return _name(name, value)
    return str(CHOICES.get(value, value))


def _name(name: str, pk: int) -> str:
    """Of a room or a champion; a dash where it is gone."""
    if name == "venue":
        return str(Venue.objects.filter(pk=pk).first() or "–")
    champion = Champion.objects.select_related("person").filter(pk=pk).first()
    return champion.person.name if champion else "–"


def reasons(found: Iterable[Beyond], venue: Venue | None) -> list[str]:
    """Why staff are asked. `venue`: the place whose hours are meant, where it is one."""
    return [_hours(venue) if one == Beyond.HOURS else str(one.label) for one in found]


def _hours(venue: Venue | None) -> str:
    if venue is None or venue.opens is None or venue.closes is None:
        return str(Beyond.HOURS.label)
    hours = {"place": venue.name, "opens": dates.clock(venue.opens), "closes": dates.clock(venue.closes)}
    return _("%(place)s is open from %(opens)s to %(closes)s.") % hours
