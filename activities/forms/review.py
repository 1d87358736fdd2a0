"""What a coordinator writes when deciding."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.answers import QUESTIONS, WHOLE, Answer
from activities.models import OffBecause
from activities.services import clearing
from core.forms import Checkboxes, CountedTextarea, Form, Radios


class WorksField(forms.MultipleChoiceField):
    """What leading a group is, beside what follows from how people join."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("Do its leaders also…"),
            choices=[(work.value, work.label) for work in clearing.TICKED],
            required=False,
            widget=Checkboxes(),
            help_text=gettext_lazy("Tick what they really do: whoever leads it needs the steps for it."),
            **kwargs,
        )


class GroupWorksForm(Form):
    """The same for a group that is there already."""

    works = WorksField()
    mark_optional = False


class ApproveForm(Form):
    works = WorksField()
    note = forms.CharField(
        label=gettext_lazy("A word to the champion"),
        max_length=600,
        required=False,
        widget=CountedTextarea(attrs={"rows": 2}),
        help_text=gettext_lazy("They read it on their page."),
    )


class DeclineForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("Why not?"),
        max_length=600,
        widget=CountedTextarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The champion reads this. Be kind and plain, and call them if you can."),
        error_messages={"required": gettext_lazy("Say why, in a sentence that the champion can read.")},
    )


class ChangesForm(Form):
    """A box beside each answer and one for the whole; at least one is filled."""

    whole = forms.CharField(
        label=gettext_lazy("Anything about the whole proposal"),
        max_length=600,
        required=False,
        widget=CountedTextarea(attrs={"rows": 3}),
    )
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question.name] = forms.CharField(
                label=_("What should change at “%(answer)s”?") % {"answer": question.label},
                max_length=600,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def comments(self) -> dict[str, str]:
        """By question, as the service takes them."""
        return {WHOLE if name == "whole" else name: text for name, text in self.cleaned_data.items()}

    def beside(self, answers: list[Answer]) -> list[tuple[Answer, BoundField]]:
        return [(answer, self[answer.question.name]) for answer in answers]


class TextForm(Form):
    """The text of one language, added by a coordinator. What is there already is shown beside it."""

    title = forms.CharField(label=gettext_lazy("Name of the group"), max_length=80)
    summary = forms.CharField(
        label=gettext_lazy("What they will do together"), max_length=1200, widget=CountedTextarea(attrs={"rows": 6})
    )
    audience = forms.CharField(label=gettext_lazy("Whom it is for"), max_length=200, required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["lang"] = language


class CancelForm(Form):
    note = forms.CharField(
        label=gettext_lazy("Why is it cancelled?"),
        max_length=300,
        help_text=gettext_lazy("For the records of the centre. Name nobody."),
        error_messages={"required": gettext_lazy("Say why, in a few words.")},
    )
    because = forms.ChoiceField(
        label=gettext_lazy("Which of these is it?"),
        help_text=gettext_lazy("So that the centre can count why groups do not meet."),
        required=False,
        widget=Radios,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = [(reason.value, capfirst(str(reason.label))) for reason in OffBecause]
        self.fields["because"].choices = reasons  # type: ignore[attr-defined]


class EndForm(CancelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = gettext_lazy("Why does it end?")
        del self.fields["because"]
