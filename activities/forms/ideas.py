"""The idea box: what anybody suggests, who would come, and what staff do with it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Idea
from activities.services.ideas import Stranger
from core.errors import DomainError
from core.forms import CountedTextarea, Form, PublicForm
from people.services import contacts

_NAME = _("Your first name")
_CONTACT = _("Your mobile number or e-mail address")


class IdeaWords(PublicForm):
    """What one would like to see. `known`: we know who it is, and ask no name."""

    title = forms.CharField(
        label=_("What would you like to see?"), max_length=80, help_text=_("A few words, such as “A choir”.")
    )
    words = forms.CharField(
        label=_("Tell us a bit more"),
        max_length=600,
        required=False,
        widget=CountedTextarea(attrs={"rows": 4}),
        help_text=_("Whom is it for, what would you do together? Leave out anything about somebody’s health."),
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput)


class Reachable(PublicForm):
    """A first name and one way to be reached."""

    name = forms.CharField(label=_NAME, max_length=120, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    contact = forms.CharField(
        label=_CONTACT, max_length=254, help_text=_("We tell you when it begins, and use it for nothing else.")
    )

    def clean_contact(self) -> str:
        """As it is stored; nothing where nothing was written."""
        typed: str = self.cleaned_data["contact"].strip()
        try:
            return contacts.read(typed)[1] if typed else ""
        except DomainError as error:
            raise forms.ValidationError(error.words) from error

    def stranger(self, *, language: str) -> Stranger | None:
        """Who it is, where they may be told anything."""
        said = self.cleaned_data
        return Stranger(said["name"], said["contact"], language) if said["contact"] else None


class SuggestForm(Reachable, IdeaWords):
    """For somebody without an account: how to reach them, only where they like to hear of it."""

    field_order = ("title", "words", "name", "contact")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = self.fields["contact"].required = False
        self.fields["contact"].help_text = _("If you would like to hear what becomes of it. Else leave this empty.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("contact") and not cleaned.get("name", "").strip():
            self.add_error("name", _("Tell us your first name, so that we know whom to ask for."))
        return cleaned


class ComeForm(Reachable):
    """ "I'd come.\""""


class DeskIdeaForm(Form):
    """The words as the site shows them."""

    title_en = forms.CharField(label=_("In a few words, in English"), max_length=80, required=False)
    words_en = forms.CharField(
        label=_("More about it, in English"),
        max_length=600,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )
    title_fr = forms.CharField(label=_("In a few words, in French"), max_length=80, required=False)
    words_fr = forms.CharField(
        label=_("More about it, in French"),
        max_length=600,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )
    sensitive = forms.BooleanField(
        label=_("Do not show it by name"),
        required=False,
        help_text=_("Where saying “I’d come” would tell something about somebody’s health."),
    )

    @classmethod
    def of(cls, idea: Idea, data: Any = None) -> "DeskIdeaForm":
        return cls(data, initial={name: getattr(idea, name) for name in cls.base_fields})


class DeclineIdeaForm(Form):
    """A kind no."""

    reply = forms.CharField(
        label=_("Why not now?"),
        max_length=600,
        widget=CountedTextarea(attrs={"rows": 4}),
        help_text=_("Whoever suggested it reads this on their page. Thank them, and say what would be possible."),
    )


class MergeIdeaForm(Form):
    """The same as which?"""

    into = forms.TypedChoiceField(label=_("It is the same as"), coerce=int)

    def __init__(self, *args: Any, others: Iterable[Idea], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = list(others)
        self.fields["into"].choices = [("", _("Choose")), *((one.pk, one.title) for one in self.others)]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Idea:
        return next(one for one in self.others if one.pk == self.cleaned_data["into"])
