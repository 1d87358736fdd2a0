"""What the templates of `templates/forms/` ask of a field."""

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString

from core.widgets import CountedTextarea, DateBoxes, Trap

register = template.Library()

# A subclass stands before its parent.
_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DateBoxes, "date"),
    (Trap, "trap"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
    (CountedTextarea, "counted"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
)
_CLASSES = {
    "checkbox": "govuk-checkboxes__input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "file": "govuk-file-upload",
    "counted": "govuk-textarea govuk-js-character-count",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "input": "govuk-input",
}
_IN_GROUP = frozenset({"date", "checkboxes", "radios"})


@register.filter
def kind(field: BoundField) -> str:
    """Which of the shapes in `templates/forms/` the field takes."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    return next((name for cls, name in _KINDS if isinstance(widget, cls)), "input")


@register.filter
def first_id(field: BoundField) -> str:
    """The id of the field's first box: where a link from the error summary lands."""
    return f"{field.auto_id}_0" if kind(field) in _IN_GROUP else field.id_for_label


@register.filter
def described_by(field: BoundField) -> str:
    """The ids of the hint and the error, in the order in which they are read."""
    hint = f"{field.auto_id}_helptext" if field.help_text else ""
    error = f"{field.auto_id}_error" if field.errors else ""
    return f"{hint} {error}".strip()


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether to say "(optional)": never beside a lone checkbox, which asks nothing, nor in a filter."""
    marked = getattr(field.form, "mark_optional", True)
    return marked and not field.field.required and kind(field) != "checkbox"


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field's own box with the classes of its kind and the ids of what describes it."""
    shape = kind(field)
    classes = [_CLASSES[shape], str(field.field.widget.attrs.get("class", ""))]
    if field.errors and shape != "checkbox":
        classes.append(f"{_CLASSES[shape].split()[0]}--error")
    described = f"{described_by(field)} {field.auto_id}-info" if shape == "counted" else described_by(field)
    # A placeholder vanishes as soon as somebody types, and is too pale to read before: the label says it.
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, classes)), "placeholder": False}
    if described.strip():
        attrs["aria-describedby"] = described.strip()
    return field.as_widget(attrs=attrs)
