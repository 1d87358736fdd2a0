"""Ways to ask that Django has not got: a date in three boxes, choices with a hint each, text with a counter."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms


class DateBoxes(forms.MultiWidget):
    """Day, month and year in a box each. Also reads the field's own name as one ISO date, as programs write it."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"day": forms.TextInput, "month": forms.TextInput, "year": forms.TextInput}, attrs)

    def decompress(self, value: date | str | None) -> list[str]:
        if isinstance(value, str):
            parts = value.split("-")
            return parts[::-1] if len(parts) == 3 else [value, "", ""]
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        if name in data and f"{name}_day" not in data:
            return self.decompress(data[name])
        return [text or "" for text in super().value_from_datadict(data, files, name)]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and super().value_omitted_from_data(data, files, name)


class _Hinted:
    """Choices of which any may carry a hint: `hints={value: text}`. `inline` puts short ones side by side."""

    def __init__(
        self, *args: Any, hints: Mapping[Any, Any] | None = None, inline: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hints = dict(hints or {})
        self.inline = inline

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        return {**option, "hint": self.hints.get(getattr(value, "value", value), "")}


class Radios(_Hinted, forms.RadioSelect):
    """One of a few."""


class Checkboxes(_Hinted, forms.CheckboxSelectMultiple):
    """Any of a few."""


class CountedTextarea(forms.Textarea):
    """A text with a limit, which the page counts down while somebody writes. The limit is the field's `max_length`."""


class Trap(forms.TextInput):
    """A box that people neither see nor hear nor reach; only a program that fills in whatever it finds does."""

    def __init__(self) -> None:
        super().__init__({"tabindex": "-1", "autocomplete": "off"})
