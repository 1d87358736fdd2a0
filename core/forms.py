"""Forms that render themselves accessibly, in GOV.UK Frontend's markup.

`{{ form }}` gives the error summary and all fields; a page with its own order includes
`components/error_summary.html` and writes `{{ form.name.as_field_group }}` for each field.
"""

from functools import cache
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.fields import DateField, PhoneField, SpentField, TimeField
from core.widgets import Checkboxes, CountedTextarea, DateBoxes, Radios, Trap

__all__ = [
    "Checkboxes",
    "CountedTextarea",
    "DateBoxes",
    "DateField",
    "Form",
    "ModelForm",
    "PhoneField",
    "PublicForm",
    "Radios",
    "Renderer",
    "SpentField",
    "TimeField",
    "in_plain_words",
]


class Renderer(TemplatesSetting):
    """Finds the templates of forms, fields and widgets in `templates/`."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


def in_plain_words(field: forms.Field) -> None:
    """Replace the framework's own messages; what a form says itself stays. For a field that a form adds by itself: its
    others have them already."""
    messages = field.error_messages
    if messages.get("required") == forms.Field.default_error_messages["required"]:
        if isinstance(field, forms.BooleanField):
            messages["required"] = _("Please tick this box to go on.")
        elif isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
            messages["required"] = _("Please choose.")
        else:
            messages["required"] = _("Please fill this in.")
    if messages.get("invalid") == forms.IntegerField.default_error_messages["invalid"]:
        messages["invalid"] = _("Please write a number in digits, such as 12.")
    if isinstance(field, forms.EmailField):
        messages.setdefault("invalid", _("That does not look like an e-mail address, such as name@example.ca."))
    messages.setdefault("max_length", _("Please keep it to %(limit_value)d characters. Now it has %(show_value)d."))


@cache
def _speak_plainly(form: Any) -> None:
    """Once for each class: every form copies its fields from there."""
    for field in form.base_fields.values():
        in_plain_words(field)


class FormMixin:
    """What every form here has in common.

    `mark_optional`: say "(optional)" beside what may stay empty; a filter, where all may, says nothing.
    """

    use_required_attribute = False  # the browser's own bubbles vanish, speak its language and cannot be read again
    mark_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        _speak_plainly(type(self))  # type: ignore[arg-type]
        super().__init__(*args, **kwargs)

    def refuse(self, error: DomainError, field: str | None = None) -> None:
        """Show a service's no in the form, at `field` where it belongs to one."""
        self.add_error(field, error.words)  # type: ignore[attr-defined]


class Form(FormMixin, forms.Form):
    """A form that belongs to no model."""


class PublicForm(Form):
    """A form that anybody may send. Where `is_trapped`, a program did: answer as if all went well, and do nothing."""

    homepage = forms.CharField(label=_("Leave this empty"), required=False, widget=Trap)

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get(self.add_prefix("homepage")))

    def clean(self) -> dict[str, Any]:
        """What services get does not speak of the trap."""
        cleaned = super().clean() or {}
        cleaned.pop("homepage", None)
        return cleaned


class ModelForm(FormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A form for a model's fields. Dates and times need `Meta.field_classes` (`DateField`, `TimeField`)."""
