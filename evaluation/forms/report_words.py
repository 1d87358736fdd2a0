"""What an editor fills in at /cms/: which report, where in it, and the words."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from core import clock
from core.errors import DomainError
from core.text import digest_of
from evaluation.models import ReportWords
from evaluation.reporting import periods, places
from evaluation.services import report_words

WORDS = ("words_en", "words_fr")


def edition_of(row: ReportWords) -> str:
    """Of all that stands there: the form sends along which one its reader saw."""
    return digest_of(row, ("centre_id", "period", "place", *WORDS))


class ReportWordsForm(WagtailAdminModelForm):
    period = forms.ChoiceField(label=gettext_lazy("Report"))
    place = forms.ChoiceField(
        label=gettext_lazy("Where in the report"), choices=lambda: list(places.headings().items())
    )
    edition = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        centres = report_words.centres_of(self.for_user)
        self.fields["centre"].queryset = centres
        self.fields["period"].choices = _periods(self.instance.period)
        self.fields["place"].choices = list(places.headings().items())
        if self.instance.pk:
            self.initial["edition"] = edition_of(self.instance)
        if not self.instance.centre_id and len(centres) == 1:
            self.initial["centre"] = centres[0].pk

    def clean(self) -> dict[str, Any]:
        """One row a place, in a report that has it, with something said. Words are errors at their field."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        period, place = periods.read(data.get("period", "")), data.get("place")
        if period and place and place not in places.of(period):
            self.add_error("place", _("Only a yearly report has this place."))
        if not (data.get("words_en") or data.get("words_fr")):
            self.add_error("words_en", _("Write something in at least one of the two languages."))
        if self._is_there(data):
            self.add_error("place", _("There are words in this place already: change those."))
        if self.instance.pk and data.get("edition") != edition_of(self.instance):
            self._refuse_second(data)
        return data

    def _refuse_second(self, data: dict[str, Any]) -> None:
        """Somebody else saved first. What was typed stays, with what stands there above it; saved again, it counts."""
        self.add_error(None, DomainError("moved").words)
        for name in WORDS:
            now = getattr(self.instance, name)
            if now.split() != data.get(name, now).split():
                self.add_error(name, _("This stands there now: %(words)s") % {"words": now or "–"})
        data_again: Any = self.data.copy()  # type: ignore[has-type]
        data_again[self.add_prefix("edition")] = edition_of(self.instance)
        self.data = data_again

    def _is_there(self, data: dict[str, Any]) -> bool:
        if not all(data.get(name) for name in ("centre", "period", "place")):
            return False
        same = report_words.at(data["centre"], data["period"]).filter(place=data["place"])
        return bool(same.exclude(pk=self.instance.pk).exists())

    class Meta:
        model = ReportWords
        fields = ["centre", "period", "place", "words_en", "words_fr"]


def _periods(now: str) -> list[tuple[str, str]]:
    """Those that are offered, and the one of these words, however old."""
    at = clock.now()
    zone: Any = timezone.get_default_timezone()
    offered = [*periods.quarterly(timezone.localdate(at)), *periods.yearly(at, zone)]
    own = periods.read(now) if now else None
    if own and own not in offered:
        offered.append(own)
    return [(str(one), one.title) for one in offered]
