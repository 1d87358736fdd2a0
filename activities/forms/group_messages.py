"""A leader's words to their group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Audience
from activities.models.group_message import LONGEST
from core.forms import CountedTextarea, Form, Radios


class GroupMessageForm(Form):
    """`whole_group`: whether it may go to more than the people of the one date."""

    audience = forms.ChoiceField(label=_("Who gets it?"), choices=Audience.choices, widget=Radios)
    text = forms.CharField(
        label=_("What would you like to say?"),
        help_text=_(
            "Plain words, as for a text message. People cannot answer it: it tells them whom to call. Say nothing "
            "about anybody’s health, and no telephone number."
        ),
        max_length=LONGEST,
        widget=CountedTextarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you would like to say.")},
    )

    def __init__(self, *args: Any, whole_group: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"audience": Audience.DATE}, **kwargs})
        if not whole_group:
            del self.fields["audience"]

    @property
    def chosen(self) -> Audience:
        return Audience(self.cleaned_data.get("audience", Audience.DATE))
