"""What somebody chooses for a calendar of their own."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from calendars.models import Reminder, Scope, Subscription
from calendars.services.subscriptions import CHOICES
from centres.models.centre import Language
from core.forms import Form, Radios

# A centre's calendar holds nobody's own dates.
OF_ONES_OWN_DATES = ("reminder", "shows_waiting")


class ChoicesForm(Form):
    """How it looks. All of it can be changed later, and the address stays."""

    language = forms.ChoiceField(label=_("Language"), choices=Language.choices, widget=Radios(inline=True))
    discreet = forms.BooleanField(
        label=_("Discreet titles for everything"),
        required=False,
        help_text=_(
            "Every date is then called “Group at” and the centre’s name, without a place. Groups that speak of "
            "somebody’s health are always called so."
        ),
    )
    shows_waiting = forms.BooleanField(
        label=_("Also show dates for which I am on the waiting list"),
        required=False,
        help_text=_("They are marked as not certain yet."),
    )
    reminder = forms.TypedChoiceField(
        label=_("Reminder by the calendar program"),
        choices=Reminder.choices,
        coerce=int,
        help_text=_("Not every program obeys: Google Calendar leaves reminders out."),
    )

    @classmethod
    def of(cls, subscription: Subscription, data: Any = None) -> "ChoicesForm":
        """The form as it stands for this calendar."""
        form = cls(data, initial={name: getattr(subscription, name) for name in CHOICES})
        if subscription.scope == Scope.CENTRE:
            for name in OF_ONES_OWN_DATES:
                del form.fields[name]
        return form


class NewForm(ChoicesForm):
    """What is in it, and how it looks."""

    scope = forms.TypedChoiceField(label=_("What is in it"), coerce=Scope, widget=Radios)

    field_order = ("scope",)

    def __init__(self, scopes: list[tuple[Scope, str | Promise]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scope"]
        field.choices = scopes  # type: ignore[attr-defined]
        field.initial = scopes[0][0]
        if len(scopes) == 1:
            field.widget = forms.HiddenInput()
