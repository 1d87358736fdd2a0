"""What changed, for whom, and as a file: for managers and evaluators, without anybody's name."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from centres.models import Centre
from core.guards import staff_required
from core.headers import private
from core.http import Request
from evaluation import charts
from evaluation import evidence_presenters as presenters
from evaluation.change.shown import Shown
from evaluation.forms.evidence import ChangeForm, GroupsForm
from evaluation.instruments.equity import BY_SLUG
from evaluation.models import READERS
from evaluation.services import evidence


def _change(request: Request) -> tuple[ChangeForm, Shown | None]:
    """What was asked for, and what may be shown of it; nothing before a year has settled."""
    centres = evidence.centres_of(request.actor)
    form = ChangeForm(request.GET, years=evidence.years(centres), centres=centres)
    if (year := form.year_chosen) is None:
        return form, None
    asked = _asked(centres, request, together=form.is_together)
    return form, evidence.change_of(asked, year, form.point_chosen, by=request.actor)


def _asked(centres: list[Centre], request: Request, *, together: bool) -> list[Centre]:
    return centres if together else [Centre.where(request.actor)]


@private
@require_safe
@staff_required(*READERS)
def change(request: Request) -> HttpResponse:
    """For those who were asked twice: how many, what changed, and who was lost."""
    form, shown = _change(request)
    context: dict[str, Any] = {"form": form, "year": form.year_chosen}
    if shown:
        context |= {
            "query": request.GET.urlencode(),
            "scales": [presenters.scale_line(one) for one in shown.scales],
            "completion": presenters.completion_rows(shown),
            "completion_headings": [form.point_chosen.label, _("People")],
            "way_headings": [_("Changed"), _("People")],
            "size_headings": [pgettext("of a score", "Change"), _("People")],
        }
    return render(request, "evaluation/evidence/change.html", context)


@private
@require_safe
@staff_required(*READERS)
def change_chart(request: Request, slug: str) -> HttpResponse:
    """The picture of one scale; its numbers stand on the page. Where nothing may be shown, it says so."""
    if slug not in presenters.scales():
        raise Http404
    _form, shown = _change(request)
    one = next((each for each in shown.scales if presenters.slug(each) == slug), None) if shown else None
    return HttpResponse(charts.lines(_("People"), presenters.drawn(one)), content_type="image/svg+xml")


@private
@require_safe
@staff_required(*READERS)
def equity(request: Request) -> HttpResponse:
    """Whom the centre reaches, and for whom something changes, by one question at a time."""
    centres = evidence.centres_of(request.actor)
    form = GroupsForm(request.GET, years=evidence.counted_years(centres, by=request.actor), centres=centres)
    year, question = form.year_chosen, BY_SLUG[form.chosen("question")]
    groups = []
    if year:
        asked = _asked(centres, request, together=form.is_together)
        groups = evidence.groups_of(asked, year, question, by=request.actor)
    tables = [presenters.group_table(group, question) for group in groups]
    context = {"form": form, "year": year, "tables": tables, "why": question.why.to(presenters.language())}
    return render(request, "evaluation/evidence/equity.html", context)
