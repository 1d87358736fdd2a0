"""A schedule from elsewhere, and the drafts that come of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.choices import JoinMode, Kind
from activities.forms.champions import ChampionsField
from activities.forms.proposals import JoinForm
from activities.forms.review import WorksField
from activities.importing import files, words
from activities.importing.found import Remark
from activities.importing.sealed import Upload
from activities.models import Activity
from activities.services import drafts
from centres.models import Venue
from centres.models.centre import Language
from core.forms import Checkboxes, CountedTextarea, Form, Radios
from core.languages import Spoken


class UploadForm(Form):
    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("A calendar file (.ics), or a spreadsheet (.xlsx or .csv) with a row for each group."),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
            "invalid": gettext_lazy("Choose a file."),
        },
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language are the names of the groups?"),
        choices=Language.choices,
        widget=Radios(inline=True),
    )
    with_texts = forms.BooleanField(
        label=gettext_lazy("Take the descriptions and notes along"),
        help_text=gettext_lazy(
            "Descriptions may have people’s names or words about health in them. Once a group is on the site, anybody "
            "can read its description."
        ),
        required=False,
    )
    mark_optional = False

    def clean_file(self) -> bytes:
        sent = self.cleaned_data["file"]
        if sent.size > files.MOST_BYTES:
            raise ValidationError(words.said(Remark.of("too_large")))
        content: bytes = sent.read()
        return content

    @property
    def upload(self) -> Upload:
        cleaned = self.cleaned_data
        return Upload(cleaned["file"], cleaned["language"], cleaned["with_texts"])


class DraftForm(Form):
    """What a file could not say. Place and leader may still be missing when it is saved, and not when it is shown."""

    title_en = forms.CharField(label=gettext_lazy("Name of the group, in English"), max_length=80, required=False)
    title_fr = forms.CharField(label=gettext_lazy("Name of the group, in French"), max_length=80, required=False)
    venue = forms.ModelChoiceField(
        label=gettext_lazy("Where does it meet?"),
        queryset=Venue.of(0),
        required=False,
        empty_label=gettext_lazy("Not known yet"),
    )
    leaders = ChampionsField(label=gettext_lazy("Who leads it?"), queryset=None, required=False, widget=Checkboxes)
    join_mode = forms.ChoiceField(label=gettext_lazy("How do people join?"), choices=JoinMode.choices, widget=Radios())
    works = WorksField()
    capacity = JoinForm.base_fields["capacity"]
    sensitive = JoinForm.base_fields["sensitive"]
    kind = forms.ChoiceField(label=gettext_lazy("What sort of group is it?"), choices=Kind.choices)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Which languages will be spoken or signed?"),
        choices=Spoken.choices,
        required=False,
        widget=Checkboxes,
    )
    summary_en = forms.CharField(
        label=gettext_lazy("What they will do together, in English"),
        max_length=1200,
        required=False,
        widget=CountedTextarea(attrs={"rows": 4, "lang": "en"}),
    )
    summary_fr = forms.CharField(
        label=gettext_lazy("What they will do together, in French"),
        max_length=1200,
        required=False,
        widget=CountedTextarea(attrs={"rows": 4, "lang": "fr"}),
    )
    mark_optional = False

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_of(activity))
        super().__init__(*args, **kwargs)
        self.fields["venue"].queryset = Venue.of(activity.centre_id)  # type: ignore[attr-defined]
        self.fields["leaders"].offer(activity, in_full=True)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("title_en") or cleaned.get("title_fr")):
            self.add_error("title_en", _("Write the name in at least one language."))
        return cleaned


def initial_of(activity: Activity) -> dict[str, Any]:
    """How people join, and whether the group is private, is asked until somebody has answered it."""
    found: dict[str, Any] = {name: getattr(activity, name) for name in drafts.CHANGEABLE}
    found["leaders"] = list(activity.leaders.all())
    found["sensitive"] = "yes" if activity.sensitive else "no"
    if drafts.Missing.LOOK in drafts.missing(activity):
        del found["sensitive"], found["join_mode"]
    return found
