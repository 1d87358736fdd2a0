"""Naming somebody who knows a champion, and what they say."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from champions.models import Verdict
from core.forms import CountedTextarea, Form, PhoneField, PublicForm, Radios


class RefereeForm(Form):
    """Whom we may ask. The champion has asked them first."""

    name = forms.CharField(label=gettext_lazy("Their name"), max_length=120)
    knows_them = forms.CharField(
        label=gettext_lazy("How do you know each other?"),
        max_length=200,
        help_text=gettext_lazy("Such as a neighbour, somebody from your faith community, or a former colleague."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        required=False,
        help_text=gettext_lazy("We send them a link to two short questions."),
    )
    phone = PhoneField(
        label=gettext_lazy("Their telephone number"),
        required=False,
        help_text=gettext_lazy("If they have no e-mail, we call them."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language do we write or speak to them?"),
        choices=settings.LANGUAGES,
        widget=Radios,
    )
    agreed = forms.BooleanField(label=gettext_lazy("They know that we will ask them, and agree to it."))

    def __init__(self, *args: Any, by_staff: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_staff:
            self.fields["knows_them"].label = _("How do they know each other?")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("email") or cleaned.get("phone") or self.errors):
            self.add_error("email", _("Write an e-mail address or a telephone number, so that we can ask them."))
        cleaned.pop("agreed", None)
        return cleaned


class ReferenceForm(PublicForm):
    """The two questions, as the referee reads them. `name` is whom they are about."""

    since = forms.CharField(max_length=1000, widget=CountedTextarea(attrs={"rows": 3}))
    trust = forms.CharField(max_length=2000, widget=CountedTextarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].label = _("How do you know %(name)s, and since when?") % {"name": name}
        self.fields["trust"].label = _("Would you trust %(name)s with somebody who is dear to you? Why?") % {
            "name": name
        }


class VerdictForm(Form):
    verdict = forms.ChoiceField(label=gettext_lazy("What do you make of it?"), choices=Verdict.choices, widget=Radios)


class AgreementForm(Form):
    """A name under a text."""

    version = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Type your name to sign"),
        max_length=120,
        help_text=gettext_lazy("We keep your name, today’s date and the text that you see here."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Type your name if you agree.")},
    )
