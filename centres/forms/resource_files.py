"""A file of resources from elsewhere."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from centres.hsds.remarks import Remark, said
from centres.models.centre import Language
from core.forms import Form, Radios
from core.sealed import MOST_BYTES


class ResourceFileForm(Form):
    file = forms.FileField(
        label=_("The file"),
        help_text=_("HSDS 3 as .json, or as a .zip with .csv tables. 211 and other directories export it."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
            "invalid": _("Choose a file."),
        },
    )
    language = forms.ChoiceField(
        label=_("In which language are the words?"),
        help_text=_("A file that Porchlight wrote has both, and says which is which."),
        choices=Language.choices,
        widget=Radios(inline=True),
    )
    mark_optional = False

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise ValidationError(said(Remark.of("too_large")))
        return sent.read()
