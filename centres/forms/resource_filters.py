"""What somebody looks for among resources. What an address asks for and nobody offers is ignored, not scolded."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from centres.models.resource import ResourceQuerySet
from centres.models.resource_choices import ResourceKind
from centres.services import resource_words
from centres.services.resource_words import tag
from core.forms import Form
from core.languages import Spoken

EVERY = ("", _("All of them"))
DUE, PAUSED, GONE = "due", "paused", "gone"
OURS, EVERYBODYS = "ours", "all"


class _Choosing(Form):
    """Choices that stand in an address. `towns` are those of the rows to choose from."""

    mark_optional = False

    def __init__(self, data: QueryDict, *, towns: Iterable[str], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.towns = {slugify(town): town for town in sorted(towns, reverse=True) if town}
        self.fields["town"].choices = [EVERY, *sorted(self.towns.items())]  # type: ignore[attr-defined]
        self.is_valid()

    def said(self, name: str) -> Any:
        return self.cleaned_data.get(name) or ""


class ResourceFilter(_Choosing):
    """By word, town, kind, language, and whether it costs something."""

    q = forms.CharField(label=_("Search by word"), required=False, max_length=80)
    town = forms.ChoiceField(label=_("Town"), required=False)
    kind = forms.ChoiceField(label=_("What for"), choices=[EVERY, *ResourceKind.choices], required=False)
    language = forms.ChoiceField(label=_("Language spoken"), choices=[EVERY, *Spoken.choices], required=False)
    free = forms.BooleanField(label=_("Free of charge alone"), required=False)

    @property
    def is_narrowed(self) -> bool:
        """By more than a word: then the other filters stay open."""
        return any(self.said(name) for name in self.fields if name != "q")

    def narrow(self, found: ResourceQuerySet) -> ResourceQuerySet:
        """Of these rows, what was asked for."""
        tags = [tag(name, self.said(name)) for name in ("town", "kind", "language") if self.said(name)]
        if self.said("free"):
            tags.append("free")
        return found.tagged(*tags).with_words(resource_words.words(self.said("q")))


class DeskFilter(ResourceFilter):
    """At the desk also: whose, and how it stands."""

    whose = forms.ChoiceField(
        label=_("Who keeps it"),
        choices=[(OURS, _("Our centre")), (EVERYBODYS, _("Any centre"))],
        required=False,
    )
    stands = forms.ChoiceField(
        label=_("How it stands"),
        choices=[EVERY, (DUE, _("To be confirmed")), (PAUSED, _("Closed for now")), (GONE, _("No longer there"))],
        required=False,
    )


class BookletForm(_Choosing):
    """Which booklet. It is sent along in the address of the PDF."""

    town = forms.ChoiceField(label=_("Which town?"), required=False)
    kind = forms.ChoiceField(label=_("What for?"), choices=[EVERY, *ResourceKind.choices], required=False)
    by = forms.ChoiceField(
        label=_("In which order?"), choices=[("town", _("By town")), ("kind", _("By what it is for"))], required=False
    )
    size = forms.ChoiceField(
        label=_("How large?"), choices=[("", _("Usual print")), ("large", _("Large print"))], required=False
    )
