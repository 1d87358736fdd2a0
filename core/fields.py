"""Form fields that take what people type: dates, times and telephone numbers, and say plainly what is missing."""

import re
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import dates, phones
from core.widgets import DateBoxes

# Months as people write them in both languages, by their first three or four letters.
_MONTHS = {
    "jan": 1, "janv": 1, "feb": 2, "fév": 2, "fev": 2, "mar": 3, "apr": 4, "avr": 4, "may": 5, "mai": 5,
    "jun": 6, "juin": 6, "jul": 7, "juil": 7, "aug": 8, "aoû": 8, "aou": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12, "déc": 12,
}  # fmt: skip
_TIME = re.compile(
    r"^(?P<hour>\d{1,2})(?:\s?(?P<mark>[:.h]|heures?)\s?(?P<minute>\d{2})?)?\s?(?P<half>am|pm)?$", re.IGNORECASE
)
_BARE_TIME = re.compile(r"^(\d{1,2})(\d{2})(\s?[ap]m)?$", re.IGNORECASE)
_WORDS_FOR_TIME = {"noon": time(12), "midi": time(12), "midnight": time(0), "minuit": time(0)}


def month_number(text: str) -> int | None:
    """ "3", "March", "mars" and "Mar." are all 3."""
    text = text.strip().rstrip(".").lower()
    if text.isdecimal():
        return int(text)
    return _MONTHS.get(text[:4]) or _MONTHS.get(text[:3])


class DateField(forms.DateField):
    """A date in three boxes. Keeps what was typed, takes a month by number or name, says which part is missing."""

    widget = DateBoxes
    default_error_messages = {
        "invalid": _("That is not a date we know. Enter a day, a month and a year, such as 27 3 2026."),
        "no_day": _("The date needs a day."),
        "no_month": _("The date needs a month."),
        "no_year": _("The date needs a year."),
        "short_year": _("The year needs four digits, such as 2026."),
    }

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, list):
            return super().to_python(value)
        day, month, year = (part.strip() for part in value)
        if not (day or month or year):
            return None
        for part, code in ((day, "no_day"), (month, "no_month"), (year, "no_year")):
            if not part:
                raise self._error(code)
        if re.fullmatch(r"\d{1,3}", year):
            raise self._error("short_year")
        try:
            return date(int(year), month_number(month) or 0, int(day))
        except (ValueError, OverflowError) as error:
            raise self._error("invalid") from error

    def _error(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)


class TimeField(forms.Field):
    """A time of day as free text: "1:30 pm", "13:30", « 13 h 30 », "noon"."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("That is not a time we know. Write it like 1:30 pm or 13:30."),
        "unclear": _("Is that in the morning or later in the day? Add am or pm."),
    }

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        text = re.sub(r"\s+", " ", str(value)).strip().lower().replace("a.m.", "am").replace("p.m.", "pm")
        if text in _WORDS_FOR_TIME:
            return _WORDS_FOR_TIME[text]
        found = _TIME.match(_BARE_TIME.sub(r"\1:\2\3", text))
        if not found:
            raise self._error("invalid")
        return self._read(found)

    def _read(self, found: re.Match[str]) -> time:
        written, half = found["hour"], found["half"]
        hour, minute = int(written), int(found["minute"] or 0)
        if half:
            if not 1 <= hour <= 12:
                raise self._error("invalid")
            hour = hour % 12 + (12 if half == "pm" else 0)
        elif found["mark"] in (None, ":", ".") and written in tuple("12345678"):
            # Nobody means half past one at night; but we do not guess.
            raise self._error("unclear")
        try:
            return time(hour, minute)
        except ValueError as error:
            raise self._error("invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return dates.clock(value) if isinstance(value, time) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return initial != self.to_python(data)
        except ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "class": "govuk-input--width-10", "autocomplete": "off"}

    def _error(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)


class PhoneField(forms.CharField):
    """A telephone number, written in any usual way; cleaned to E.164 and shown as people here read it."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("That does not look like a telephone number. Write it with the area code, such as 519-555-0142."),
    }

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return phones.to_e164(text)
        except phones.NotAPhone as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """A stored number as people read it; anything else as it was typed."""
        if not (isinstance(value, str) and value.startswith("+") and value[1:].isdecimal()):
            return value
        try:
            return phones.shown(value)
        except phones.NotAPhone:
            return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or "") != self.to_python(data)
        except ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        return {**attrs, "type": "tel", "inputmode": "tel", "autocomplete": "tel", "class": "govuk-input--width-20"}


class SpentField(forms.IntegerField):
    """How many minutes of staff's time something took, for whoever likes to say so."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {
            "label": _("How many minutes did it take you?"),
            "help_text": _("With getting there and writing it down, about. The centre counts them together."),
            "min_value": 1,
            "max_value": 600,
            "required": False,
            "widget": forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
            **kwargs,
        }
        super().__init__(**kwargs)
