"""Whom of the staff somebody names for something."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise

from core.forms import Checkboxes, Form
from people.models import User


class NamedStaffForm(Form):
    """Boxes with the names of `staff`. A subclass puts the question, and says what it means to be named."""

    question: str | Promise = ""
    hint: str | Promise = ""
    users = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=Checkboxes)
    mark_optional = False

    def __init__(self, *args: Any, staff: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        field: Any = self.fields["users"]
        field.label, field.help_text = self.question, self.hint
        field.choices = [(user.pk, user.name or user.email) for user in staff]

    @property
    def chosen(self) -> list[User]:
        return [user for user in self.staff if user.pk in self.cleaned_data["users"]]
