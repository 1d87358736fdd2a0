"""How long something lasts: a short list of lengths to choose from."""

from django import forms
from django.utils.translation import gettext as _

from core import dates

LENGTHS = (30, 45, 60, 75, 90, 120, 150, 180, 240, 360)


class LengthField(forms.TypedChoiceField):
    """Minutes. A length of its own that a group has already is one of the choices (`offer`)."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(coerce=int, empty_value=None, **kwargs)  # type: ignore[arg-type]
        self.offer(None)

    def offer(self, own: int | None) -> None:
        asked = sorted({*LENGTHS, own or LENGTHS[0]})
        self.choices = [("", _("Choose a length")), *((minutes, dates.how_long(minutes)) for minutes in asked)]
