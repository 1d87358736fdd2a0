"""A story, how far it may go, and the text of it that may leave the centre."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.forms import CountedTextarea, Form, Radios
from core.languages import Spoken
from evaluation.models import Reach, Story
from evaluation.services.stories import MOST_WORDS

# Where a service's no is shown.
WHERE = {"story_without_words": "words", "story_without_name": "shown_as", "story_stays_inside": "words"}
MOST_NAME = 80
HINTS = {
    Reach.INSIDE: _("Read by the staff here who look after people and groups. They see whose it is."),
    Reach.ANONYMOUS: _(
        "It may also stand in reports, on the centre’s site, or be read to those who give money. Nobody there learns "
        "whose it is."
    ),
    Reach.WITH_NAME: _("The same, with the name that is written below."),
}


class ReachForm(Form):
    """How far it may go. The words above the choices are those to which the person agrees (`wordings.STORY`)."""

    reach = forms.ChoiceField(
        label=_("How far may it go?"),
        help_text=_(
            "The centre keeps these words and retells them no further than is chosen here. Nothing leaves the centre "
            "before the very text that is to be told was read and agreed to. This can be changed or taken back at any "
            "time, and then the words are deleted. Care does not depend on it."
        ),
        choices=Reach.choices,
        widget=Radios(hints=HINTS),
    )
    shown_as = forms.CharField(
        label=_("The name to be told"),
        help_text=_("Only where it goes with a name: such as “Penny”, or “a grandmother from the village”."),
        max_length=MOST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input--width-20"}),
    )

    @staticmethod
    def now(story: Story) -> dict[str, Any]:
        return {"reach": story.reach, "shown_as": story.shown_as}


class TellForm(ReachForm):
    """`centres`: those that know the person. Where it is one, nothing is asked."""

    centre = forms.ChoiceField(label=_("To which centre do you tell it?"), widget=Radios)
    words = forms.CharField(
        label=_("What has changed?"),
        help_text=_("A group, a visit, a prescription: what is different now? As you would tell it to a friend."),
        max_length=MOST_WORDS,
        widget=CountedTextarea(attrs={"rows": 8}),
    )
    language = forms.ChoiceField(label=_("In which language is it?"), choices=Spoken.choices)
    field_order = ["centre", "words", "language", "reach", "shown_as"]

    def __init__(self, *args: Any, centres: Sequence[Centre], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centres = {str(centre.pk): centre for centre in centres}
        if len(centres) == 1:
            del self.fields["centre"]
        else:
            self.fields["centre"].choices = [(pk, one.name) for pk, one in self.centres.items()]  # type: ignore[attr-defined]

    @property
    def told(self) -> dict[str, Any]:
        """What the service is told."""
        said = dict(self.cleaned_data)
        chosen = said.pop("centre", None)
        return {**said, "centre": self.centres[chosen] if chosen else next(iter(self.centres.values()))}


class WrittenDownForm(TellForm):
    """The same, by staff who listen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("What they tell")
        self.fields["words"].help_text = _("In their own words, as far as you can write along. Read it back to them.")
        self.fields["reach"].label = _("How far may it go? Read this aloud:")


class ShortenForm(Form):
    """The text for outside."""

    words = forms.CharField(
        label=_("The text for outside"),
        help_text=_(
            "Shorten it, and take out what could tell who somebody else is: names, places, days. Where it goes "
            "without a name, also what could tell whose it is. Add nothing: these are their words."
        ),
        max_length=MOST_WORDS,
        widget=CountedTextarea(attrs={"rows": 8}),
    )


class AnswerForm(Form):
    """Which edition of the text was read. No field of it is shown."""

    edition = forms.IntegerField(min_value=0, max_value=32767)
