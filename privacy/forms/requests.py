"""What people ask about their record, and what they are answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.fields import DateField
from core.forms import CountedTextarea, Form, Radios
from privacy.models import RequestKind
from privacy.models.request import MOST_WORDS

GRANT, REFUSE = "grant", "refuse"


class _AtCentreForm(Form):
    """Asks which centre, where more than one knows the person."""

    def __init__(self, *args: Any, centres: list[Centre], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centres = {str(centre.pk): centre for centre in centres}
        if len(centres) > 1:
            self.fields["centre"].choices = [(pk, centre.name) for pk, centre in self.centres.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["centre"]

    @property
    def at(self) -> Centre:
        """The centre that was chosen; the one there is."""
        chosen = self.cleaned_data.get("centre") or next(iter(self.centres))
        return self.centres[chosen]


class MyAccessForm(_AtCentreForm):
    centre = forms.ChoiceField(label=_("Which centre do you ask?"), widget=Radios)
    words = forms.CharField(
        label=_("Is there something in particular that you would like to have?"),
        help_text=_("For instance notes that staff made, or who read them."),
        max_length=MOST_WORDS,
        required=False,
        widget=CountedTextarea,
    )


class MyCorrectionForm(_AtCentreForm):
    centre = forms.ChoiceField(label=_("Which centre do you ask?"), widget=Radios)
    words = forms.CharField(
        label=_("What is not right, and how should it be?"), max_length=MOST_WORDS, widget=CountedTextarea
    )


class StaffRequestForm(Form):
    """Staff write down what somebody asked in person, by letter or on the telephone."""

    kind = forms.ChoiceField(label=_("What do they ask for?"), choices=RequestKind.choices, widget=Radios)
    words = forms.CharField(
        label=_("In their words"),
        help_text=_("For a correction: what is not right, and how it should be."),
        max_length=MOST_WORDS,
        required=False,
        widget=CountedTextarea,
    )
    received_on = DateField(label=_("When did they ask?"), help_text=_("The thirty days begin on this day."))


class AnswerForm(Form):
    deed = forms.ChoiceField(
        label=_("What is the answer?"),
        choices=[(GRANT, _("Yes: it is done")), (REFUSE, _("No, or not all of it"))],
        widget=Radios,
    )
    answer = forms.CharField(
        label=_("For the person to read"),
        help_text=_(
            "What was corrected, and by whom; or why not. After a no they read that they can complain to the "
            "Commissioner, and add a statement to their record."
        ),
        max_length=MOST_WORDS,
        required=False,
        widget=CountedTextarea,
    )


class StatementForm(Form):
    statement = forms.CharField(
        label=_("What should whoever reads the record know?"),
        help_text=_("It stays with the record, and is shown with it."),
        max_length=MOST_WORDS,
        widget=CountedTextarea,
    )
