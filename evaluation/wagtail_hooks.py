"""The centre's own words for its reports, at /cms/: each editor meets those of the centres where they work."""

from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage
from wagtail.admin.viewsets.model import ModelViewSet

from evaluation.forms.report_words import ReportWordsForm
from evaluation.models import READERS, ReportWords
from evaluation.reporting import periods, places
from evaluation.services import report_words


def _report(row: ReportWords) -> str:
    found = periods.read(row.period)
    return found.title if found else row.period


def _place(row: ReportWords) -> str:
    return str(places.headings().get(row.place, row.place))


class _Theirs:
    """The words of another centre are not there."""

    request: Any

    def get_object(self, *args: Any, **kwargs: Any) -> Model:
        found: Model = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not report_words.written_by(self.request.user).filter(pk=found.pk).exists():
            raise Http404
        return found


class _BackToTheReport:
    """Whoever saves goes on where the words stand now, if they read the reports of that centre and work there just
    now; else back to the list."""

    object: Any
    request: Any

    @property
    def _reads_it(self) -> bool:
        actor = self.request.actor
        return bool(actor.has(*READERS) and actor.centre_id == self.object.centre_id)

    def get_success_url(self) -> str:
        if self._reads_it:
            return reverse("desk_reports:show", args=[self.object.period])
        index: str = super().get_success_url()  # type: ignore[misc]
        return index

    def get_success_message(self, *_args: Any) -> str:
        return gettext("Saved. This is how the report reads now.") if self._reads_it else gettext("Saved.")

    def get_success_buttons(self) -> list[Any]:
        """The report has a link of its own to these words."""
        return []


class WordsIndex(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[ReportWords]:
        return report_words.written_by(self.request.user).select_related("centre")


class WordsAdd(_BackToTheReport, generic.CreateView):
    def get_initial(self) -> dict[str, Any]:
        """What the link on the report's page says already."""
        asked = {name: self.request.GET.get(name) for name in ("centre", "period", "place")}
        return {**super().get_initial(), **{name: value for name, value in asked.items() if value}}


class WordsEdit(_BackToTheReport, _Theirs, generic.EditView):
    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nobody else changes the row between what the form compares and what it saves."""
        with transaction.atomic():
            answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def get_queryset(self) -> QuerySet[ReportWords]:
        rows: QuerySet[ReportWords] = super().get_queryset()
        return rows.select_for_update(no_key=True, of=("self",)) if self.request.method == "POST" else rows

    def get_page_subtitle(self) -> str:
        return f"{_place(self.object)}, {_report(self.object)}"


class WordsDelete(_Theirs, generic.DeleteView):
    pass


class WordsHistory(_Theirs, history.HistoryView):
    pass


class WordsUsage(_Theirs, usage.UsageView):
    pass


class ReportWordsViewSet(ModelViewSet):
    model = ReportWords
    name = "report_words"
    icon = "doc-full"
    menu_label = _("Words of reports")
    add_to_admin_menu = True
    menu_order = 270
    copy_view_enabled = False
    index_view_class = WordsIndex
    add_view_class = WordsAdd
    edit_view_class = WordsEdit
    delete_view_class = WordsDelete
    history_view_class = WordsHistory
    usage_view_class = WordsUsage
    list_display = [
        TitleColumn("report", label=_("Report"), accessor=_report, url_name="report_words:edit"),
        Column("place", label=_("Where in the report"), accessor=_place),
        "centre",
    ]
    edit_handler = ObjectList(
        [
            HelpPanel(
                _(
                    "These words stand in the report that goes to others. Name nobody, and tell nothing by which "
                    "somebody could be known. A blank line begins a new paragraph."
                )
            ),
            FieldPanel("centre", heading=_("Centre")),
            FieldRowPanel([FieldPanel("period"), FieldPanel("place")], heading=_("Where the words stand")),
            MultiFieldPanel(
                [
                    FieldPanel("words_en", heading=_("in English")),
                    FieldPanel("words_fr", heading=_("in French")),
                ],
                heading=_("Your words"),
                help_text=_("A language in which nothing is written says nothing here."),
            ),
        ],
        base_form_class=ReportWordsForm,
    )


@hooks.register("register_admin_viewset")
def register_words() -> ReportWordsViewSet:
    return ReportWordsViewSet()
