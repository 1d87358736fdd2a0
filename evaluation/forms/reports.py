"""Which report: of a quarter or a year, and of whose numbers."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.forms import Form, Radios
from evaluation.forms.evidence import ALL, HERE
from evaluation.reporting import periods


class ReportForm(Form):
    period = forms.ChoiceField(label=_("Which report"))
    of = forms.ChoiceField(
        label=_("Whose numbers"),
        choices=[(HERE, _("This centre")), (ALL, _("All my centres together, without your words and stories"))],
        widget=Radios,
        initial=HERE,
    )

    def __init__(self, data: Any, *, centre: Centre, has_several: bool, now: datetime) -> None:
        super().__init__(data)
        today = timezone.localdate(now)
        quarters = [(str(one), one.title) for one in periods.quarterly(today)]
        years = [(str(one), one.title) for one in periods.yearly(now, centre.zone)]
        choices = [(_("Quarterly"), quarters), (_("Yearly"), years)]
        self.fields["period"].choices = choices  # type: ignore[attr-defined]
        if not has_several:
            del self.fields["of"]
